import { type DeviceDatabase, openDevice } from '../device/database.ts';
import { changeQueue } from '../device/queue-store.ts';
import type { Queue, QueueEvent } from '../logic/queue.ts';
import { call, type Reply, type Request } from '../net/api.ts';
import { state, update } from './state.ts';

let database: DeviceDatabase | null = null;

export const openDatabase = async (): Promise<DeviceDatabase> => {
  database = await openDevice();
  return database;
};

export const device = (): DeviceDatabase => {
  if (!database) throw new Error('the device database is not open yet');
  return database;
};

/** Another window of the same till on this device hears of changes. */
const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('stamgast-till') : null;

export const hearOtherWindows = (reload: () => void): void => {
  if (channel) channel.onmessage = reload;
};

export const queueEvent = async (...events: QueueEvent[]): Promise<Queue> => {
  const queue = await changeQueue(device(), ...events);
  update({ queue });
  channel?.postMessage('queue');
  return queue;
};

/** Asks the server as this till and the person at it; keeps track of whether it answers. */
export const ask = async <T>(request: Request): Promise<Reply<T>> => {
  const { pairing, session, locale, online } = state();
  const credentials = { till: pairing?.token ?? null, session: session?.token ?? null, locale };
  const reply = await call<T>(credentials, request);
  const reached = reply.ok || reply.reason !== 'network';
  if (reached !== online) update({ online: reached });
  if (!reply.ok && reply.reason === 'refused') noticeLostRights(reply.problem.code);
  return reply;
};

const noticeLostRights = (code: string): void => {
  if (code === 'till_revoked' || code === 'unauthenticated') {
    update({ revoked: true, phase: 'unpaired', session: null });
  }
  const { phase, session } = state();
  // The till may do next to nothing alone, so a "no" means that the person's session is over.
  if (code === 'forbidden' && phase === 'working' && session) {
    update({ phase: 'people', session: null, session_ended: true });
  }
};
