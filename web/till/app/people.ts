import { type Pairing, type Person, type Session, writeValue } from '../device/database.ts';
import { wipeDirectory } from '../device/vault.ts';
import { ask, device, queueEvent } from './device.ts';
import { soundBad, soundFound } from './feedback.ts';
import { refreshAll, refreshPeople } from './refresh.ts';
import { sendWaiting } from './sender.ts';
import { state, update } from './state.ts';

type Paired = { token: string; till: { id: string; name: string } };
type SessionAnswer = { token: string; expires_at: string; staff: Person };

/** Pairs this device; answers with what went wrong, or null. */
export const pair = async (code: string, offline: string): Promise<string | null> => {
  const reply = await ask<Paired>({
    method: 'POST',
    path: '/v1/tills/pairings',
    body: { code },
  });
  if (!reply.ok) return reply.reason === 'refused' ? reply.problem.detail : offline;
  const { token, till } = reply.data;
  const before = state().pairing;
  const pairing: Pairing = { token, till_id: till.id, name: till.name };
  await writeValue(device(), 'pairing', pairing);
  // Spare cards and directory belong to the till that fetched them.
  if (before && before.till_id !== pairing.till_id) {
    await forgetTill();
    await queueEvent({ type: 'other_till' });
  }
  update({ pairing, revoked: false, phase: 'people', session: null });
  await refreshPeople();
  return null;
};

const forgetTill = async (): Promise<void> => {
  await writeValue(device(), 'spare_cards', null);
  await writeValue(device(), 'program', null);
  await wipeDirectory(device());
  update({ directory: [], program: null, recent: [] });
};

/** Asks for a session; the PIN leaves the device only here and is kept nowhere. */
export const enterPin = async (
  person: Person,
  pin: string,
  offline: string,
): Promise<{ session: Session } | { error: string }> => {
  const reply = await ask<SessionAnswer>({
    method: 'POST',
    path: '/v1/till-sessions',
    body: { staff_id: person.id, pin },
  });
  if (!reply.ok) {
    soundBad();
    return { error: reply.reason === 'refused' ? reply.problem.detail : offline };
  }
  soundFound();
  const { token, expires_at, staff } = reply.data;
  return { session: { token, person: staff, expires_at: Date.parse(expires_at) } };
};

/** From now on this person is at the till. */
export const takeOver = async (session: Session): Promise<void> => {
  await writeValue(device(), 'session', session);
  update({
    session,
    session_ended: false,
    phase: 'working',
    screen: { name: 'scan' },
    guest: null,
    toast: null,
  });
  void sendWaiting();
  await refreshAll();
};

export const choosePerson = (): void => update({ phase: 'people' });
export const stay = (): void => update({ phase: 'working' });

/** A session that has run out asks for the PIN again; what waits is kept. */
export const endOldSession = (): void => {
  const { session, phase, online } = state();
  if (session && phase === 'working' && online && session.expires_at <= Date.now()) {
    update({ session: null, session_ended: true, phase: 'people' });
  }
};
