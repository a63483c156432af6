import type { ReaderLocale } from '#contract/messages/translate.ts';
import { readValue, writeValue } from '../device/database.ts';
import { readQueue } from '../device/queue-store.ts';
import { loadDirectory } from '../device/vault.ts';
import { listenToSender } from './awards.ts';
import { device, hearOtherWindows, openDatabase, queueEvent } from './device.ts';
import { listenForFirstTouch } from './feedback.ts';
import { browserLocale, isLocale } from './language.ts';
import { listenToBack } from './navigation.ts';
import { endOldSession } from './people.ts';
import { refreshAll, refreshPeople, startRefreshing } from './refresh.ts';
import { sendWaiting, startSender } from './sender.ts';
import { type Phase, state, update } from './state.ts';

const wantedLocale = (stored: string | null): ReaderLocale => {
  const asked = new URLSearchParams(location.search).get('lang');
  if (asked === 'xx' || (asked && isLocale(asked))) return asked;
  return stored && isLocale(stored) ? stored : browserLocale();
};

export const chooseLocale = async (locale: ReaderLocale): Promise<void> => {
  update({ locale });
  await writeValue(device(), 'locale', locale);
};

const phaseOf = (paired: boolean, signedIn: boolean): Phase => {
  if (!paired) return 'unpaired';
  return signedIn ? 'working' : 'people';
};

/** Brings back what the device kept, then goes to the network. */
const restore = async (): Promise<void> => {
  const db = device();
  // What was under way when the page closed has no answer: it is sent again under its number.
  const queue = await queueEvent({ type: 'lost', now: Date.now() });
  const pairing = await readValue(db, 'pairing');
  const session = await readValue(db, 'session');
  update({
    queue,
    pairing,
    session,
    people: (await readValue(db, 'people')) ?? [],
    program: await readValue(db, 'program'),
    directory: await loadDirectory(db),
    locale: wantedLocale(await readValue(db, 'locale')),
    online: navigator.onLine,
    phase: phaseOf(pairing !== null, session !== null),
  });
};

const keepQueueInStep = (): void =>
  hearOtherWindows(() => {
    void readQueue(device()).then((queue) => update({ queue }));
  });

export const start = async (): Promise<void> => {
  update({ locale: wantedLocale(null) });
  try {
    await openDatabase();
  } catch {
    // Private windows of some browsers have no database; the screen says what to do.
    update({ phase: 'no_storage' });
    return;
  }
  await restore();
  void navigator.storage?.persist?.();
  keepQueueInStep();
  listenForFirstTouch();
  listenToBack();
  listenToSender();
  startSender();
  startRefreshing();
  setInterval(endOldSession, 30_000);
  if (state().phase === 'people') await refreshPeople();
  void sendWaiting();
  await refreshAll();
};
