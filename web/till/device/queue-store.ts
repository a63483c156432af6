import { type Queue, type QueuedAction, type QueueEvent, reduceQueue } from '../logic/queue.ts';
import type { DeviceDatabase } from './database.ts';

/**
 * One change of the queue in one transaction: read, reduce, write what differs. Two windows of the
 * same till therefore never give out a sequence twice, and a closed page loses nothing.
 */
export const changeQueue = async (db: DeviceDatabase, ...events: QueueEvent[]): Promise<Queue> => {
  const tx = db.transaction(['queue', 'values'], 'readwrite');
  const items = await tx.objectStore('queue').getAll();
  const next = ((await tx.objectStore('values').get('next_sequence')) as number | undefined) ?? 1;
  const before: Queue = { next, items };
  const after = events.reduce(reduceQueue, before);
  const known = new Map(items.map((it) => [it.sequence, it]));
  const writes: Promise<unknown>[] = [];
  for (const item of after.items) {
    if (known.get(item.sequence) !== item) writes.push(tx.objectStore('queue').put(item));
    known.delete(item.sequence);
  }
  for (const sequence of known.keys()) writes.push(tx.objectStore('queue').delete(sequence));
  if (after.next !== next) writes.push(tx.objectStore('values').put(after.next, 'next_sequence'));
  await Promise.all([...writes, tx.done]);
  return after;
};

/** The actions of this device as they lie there now. */
export const readQueue = (db: DeviceDatabase): Promise<Queue> => changeQueue(db);

export type { QueuedAction };
