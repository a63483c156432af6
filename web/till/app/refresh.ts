import type { Directory, RecentAction, TillProgram } from '#contract/till-directory.ts';
import type { Person, SpareCard } from '../device/database.ts';
import { readValue, writeValue } from '../device/database.ts';
import { canKeepDirectory, storeDirectory } from '../device/vault.ts';
import { ask, device, queueEvent } from './device.ts';
import { state, update } from './state.ts';

const EVERY_MS = 60_000;
const OFFLINE_EVERY_MS = 5_000;
const SPARE_CARDS = 20;
const FEW_CARDS = 10;

const etags = new Map<string, string>();

const fetchChanged = async <T>(path: string): Promise<T | null> => {
  const reply = await ask<T>({ path, etag: etags.get(path) ?? null });
  if (!reply.ok) return null;
  if (reply.etag) etags.set(path, reply.etag);
  return reply.data;
};

export const refreshProgram = async (): Promise<void> => {
  const program = await fetchChanged<TillProgram>('/v1/till/program');
  if (!program) return;
  await writeValue(device(), 'program', program);
  await queueEvent({ type: 'number_from', next: program.till.next_sequence });
  update({ program });
};

export const refreshPeople = async (): Promise<void> => {
  const staff = await fetchChanged<{ data: (Person & { has_pin: boolean })[] }>('/v1/till-staff');
  if (!staff) return;
  const people = staff.data
    .filter((it) => it.has_pin)
    .map(({ id, name, role }) => ({ id, name, role }));
  await writeValue(device(), 'people', people);
  update({ people });
};

const refreshDirectory = async (): Promise<void> => {
  if (!canKeepDirectory()) return;
  const directory = await fetchChanged<Directory>('/v1/till/directory');
  if (!directory) return;
  await storeDirectory(device(), directory.cards);
  update({ directory: directory.cards });
};

export const refreshRecent = async (): Promise<void> => {
  const recent = await ask<{ data: RecentAction[] }>({ path: '/v1/till/recent' });
  if (recent.ok) update({ recent: recent.data.data });
};

const refillSpareCards = async (): Promise<void> => {
  const spare = (await readValue(device(), 'spare_cards')) ?? [];
  if (spare.length >= FEW_CARDS) return;
  const reply = await ask<{ card_codes: SpareCard[] }>({
    method: 'POST',
    path: '/v1/till/card-codes',
    body: { count: SPARE_CARDS - spare.length },
  });
  if (!reply.ok) return;
  await writeValue(device(), 'spare_cards', [...spare, ...reply.data.card_codes]);
};

/** Takes one spare card; each is handed out once. Null = none left. */
export const takeSpareCard = async (): Promise<SpareCard | null> => {
  const tx = device().transaction('values', 'readwrite');
  const spare = ((await tx.store.get('spare_cards')) ?? []) as SpareCard[];
  const [first, ...rest] = spare;
  if (first) await tx.store.put(rest, 'spare_cards');
  await tx.done;
  return first ?? null;
};

/** Puts a card back that was not handed out after all. */
export const returnSpareCard = async (card: SpareCard): Promise<void> => {
  const tx = device().transaction('values', 'readwrite');
  const spare = ((await tx.store.get('spare_cards')) ?? []) as SpareCard[];
  await tx.store.put([card, ...spare], 'spare_cards');
  await tx.done;
};

/** Everything a working till keeps at hand. */
export const refreshAll = async (): Promise<void> => {
  if (state().phase !== 'working') return;
  await Promise.all([refreshProgram(), refreshPeople(), refreshRecent()]);
  await refreshDirectory();
  await refillSpareCards();
};

/** Asks again each minute, and every few seconds while the server does not answer. */
export const startRefreshing = (): void => {
  let last = 0;
  setInterval(() => {
    const wait = state().online ? EVERY_MS : OFFLINE_EVERY_MS;
    if (document.visibilityState !== 'visible' || Date.now() - last < wait) return;
    last = Date.now();
    void (state().online ? refreshAll() : refreshProgram());
  }, 1_000);
  addEventListener('online', () => void refreshAll());
  addEventListener('offline', () => update({ online: false }));
};
