import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TillAction, TillActionResult } from '#contract/till-action.ts';
import {
  emptyQueue,
  isUndone,
  MAX_ATTEMPTS_ANSWERED,
  parkedOf,
  type Queue,
  type QueueEvent,
  reduceQueue,
  sendingOf,
  waitingCount,
} from './queue.ts';

const STAFF = 'stf_01h45ytscbebyvny4gc8cr8ma2';
const MEMBER = 'mem_01h45ytscbebyvny4gc8cr8ma2';

const tap = (amount: number): TillAction => ({
  kind: 'visit',
  device_at: 0,
  staff_id: STAFF,
  member: { id: MEMBER },
  stamps: [{ unit: 'stamps', amount }],
});

const run = (events: QueueEvent[], from: Queue = emptyQueue): Queue =>
  events.reduce(reduceQueue, from);

const done = (sequence: number): TillActionResult => ({
  sequence,
  status: 'done',
  replayed: false,
  decision_id: null,
  subject_id: null,
  member_id: null,
  flags: [],
  card_url: null,
  entries: [],
});

const refused = (sequence: number): TillActionResult => ({
  sequence,
  status: 'refused',
  refusal: { code: 'not_found', message: '', details: {} },
});

const states = (queue: Queue) => queue.items.map((it) => `${it.sequence}:${it.state}`);
const take: QueueEvent = { type: 'take', now: 0, limit: 100 };

test('[S3] actions get the device sequence and leave in its order', () => {
  const queue = run([{ type: 'add', action: tap(1) }, { type: 'add', action: tap(2) }, take]);
  expect(sendingOf(queue).map((it) => it.sequence)).toEqual([1, 2]);
  expect(queue.next).toBe(3);
});

test('[S3] a poisoned action is parked and the others go on', () => {
  const queue = run([
    { type: 'add', action: tap(1) },
    { type: 'add', action: tap(2) },
    take,
    { type: 'answer', results: [refused(1), done(2)], now: 0 },
  ]);
  expect(states(queue)).toEqual(['1:parked', '2:done']);
  expect(parkedOf(queue).map((it) => it.sequence)).toEqual([1]);
  expect(waitingCount(queue)).toBe(0);
});

test('[S3] undoing an action that never left the device drops it without a trace', () => {
  const queue = run([
    { type: 'add', action: tap(1) },
    { type: 'undo', sequence: 1, at: 5, staff_id: STAFF },
  ]);
  expect(queue.items).toEqual([]);
});

test('[S3] undoing an action that may have arrived sends a reversal of its sequence, once', () => {
  const undo: QueueEvent = { type: 'undo', sequence: 1, at: 5, staff_id: STAFF };
  const queue = run([{ type: 'add', action: tap(1) }, take, { type: 'lost', now: 0 }, undo, undo]);
  expect(queue.items.map((it) => it.action.kind)).toEqual(['visit', 'reversal']);
  expect(isUndone(queue, 1)).toBe(true);
});

test('[S3] a lost network never parks an action, however often it fails', () => {
  const rounds = Array.from({ length: 50 }, (_, at): QueueEvent[] => [
    { type: 'take', now: at * 100_000, limit: 100 },
    { type: 'lost', now: at * 100_000 },
  ]).flat();
  const queue = run([{ type: 'add', action: tap(1) }, ...rounds]);
  expect(states(queue)).toEqual(['1:queued']);
});

test('[S3] an action the server stumbles over is parked after five answers', () => {
  const failed: QueueEvent = {
    type: 'answer',
    results: [{ sequence: 1, status: 'failed' }],
    now: 0,
  };
  let queue = run([{ type: 'add', action: tap(1) }]);
  for (let round = 1; round <= MAX_ATTEMPTS_ANSWERED; round += 1) {
    expect(states(queue)).toEqual(['1:queued']);
    queue = run([{ type: 'take', now: round * 100_000, limit: 1 }, failed], queue);
  }
  expect(states(queue)).toEqual(['1:parked']);
});

test('[S3] a retry that waits does not hold up newer actions', () => {
  const queue = run([
    { type: 'add', action: tap(1) },
    take,
    { type: 'answer', results: [{ sequence: 1, status: 'failed' }], now: 0 },
    { type: 'add', action: tap(2) },
    take,
  ]);
  expect(states(queue)).toEqual(['1:queued', '2:sending']);
});

test('[S3] parked actions can be tried again or given up', () => {
  const parked = run([
    { type: 'add', action: tap(1) },
    take,
    { type: 'answer', results: [refused(1)], now: 0 },
  ]);
  expect(states(run([{ type: 'retry' }], parked))).toEqual(['1:queued']);
  const giveUp: QueueEvent = { type: 'undo', sequence: 1, at: 5, staff_id: STAFF };
  expect(run([giveUp], parked).items).toEqual([]);
});

test('[S3] giving up what the server stumbled over sends a reversal: it may have counted', () => {
  const failed: QueueEvent = {
    type: 'answer',
    results: [{ sequence: 1, status: 'failed' }],
    now: 0,
  };
  const rounds = [1, 2, 3, 4, 5].flatMap((at): QueueEvent[] => [
    { type: 'take', now: at * 100_000, limit: 1 },
    failed,
  ]);
  const giveUp: QueueEvent = { type: 'undo', sequence: 1, at: 5, staff_id: STAFF };
  const queue = run([{ type: 'add', action: tap(1) }, ...rounds, giveUp]);
  expect(queue.items.map((it) => it.action.kind)).toEqual(['reversal']);
});

test('[S3] on another till nothing is sent again that may have arrived under the old one', () => {
  const queue = run([
    { type: 'add', action: tap(1) },
    take,
    { type: 'lost', now: 0 },
    { type: 'add', action: tap(2) },
    { type: 'other_till' },
  ]);
  expect(states(queue)).toEqual(['1:parked', '2:queued']);
});

test('[S3] the server can lift the numbering of a device that forgot, never lower it', () => {
  expect(run([{ type: 'number_from', next: 40 }]).next).toBe(40);
  expect(run([{ type: 'number_from', next: 2 }], { next: 9, items: [] }).next).toBe(9);
});

/** A server in miniature: each sequence counts once, a reversal takes back or makes it void. */
type Server = { given: Map<number, number>; seen: Set<number>; poison: Set<number> };

const serve = (server: Server, sequence: number, action: TillAction): TillActionResult => {
  if (server.poison.has(sequence)) return refused(sequence);
  if (server.seen.has(sequence)) return done(sequence);
  server.seen.add(sequence);
  if (action.kind === 'visit') server.given.set(sequence, action.stamps[0]?.amount ?? 0);
  if (action.kind === 'reversal' && 'of_sequence' in action) {
    server.given.delete(action.of_sequence);
    server.seen.add(action.of_sequence);
  }
  return done(sequence);
};

type Step =
  | { do: 'tap'; amount: number; poison: boolean }
  | { do: 'undo'; which: number }
  | { do: 'send'; fate: 'answered' | 'answer_lost' | 'request_lost' | 'stumbled'; limit: number }
  | { do: 'reload' };

const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('tap' as const),
    amount: fc.integer({ min: 1, max: 3 }),
    poison: fc.boolean(),
  }),
  fc.record({ do: fc.constant('undo' as const), which: fc.nat(20) }),
  fc.record({
    do: fc.constant('send' as const),
    fate: fc.constantFrom('answered', 'answer_lost', 'request_lost', 'stumbled'),
    limit: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({ do: fc.constant('reload' as const) }),
);

type World = { queue: Queue; server: Server; wanted: Map<number, number>; now: number };

const send = (world: World, step: Step & { do: 'send' }): void => {
  world.now += 120_000;
  world.queue = reduceQueue(world.queue, { type: 'take', now: world.now, limit: step.limit });
  const batch = sendingOf(world.queue);
  if (step.fate === 'stumbled') {
    const results = batch.map(
      (it): TillActionResult => ({
        sequence: it.sequence,
        status: 'failed',
      }),
    );
    world.queue = reduceQueue(world.queue, { type: 'answer', results, now: world.now });
    return;
  }
  const arrives = step.fate !== 'request_lost';
  const results = arrives ? batch.map((it) => serve(world.server, it.sequence, it.action)) : [];
  const event: QueueEvent =
    step.fate === 'answered'
      ? { type: 'answer', results, now: world.now }
      : { type: 'lost', now: world.now };
  world.queue = reduceQueue(world.queue, event);
};

const play = (world: World, step: Step): void => {
  if (step.do === 'tap') {
    const sequence = world.queue.next;
    if (step.poison) world.server.poison.add(sequence);
    else world.wanted.set(sequence, step.amount);
    world.queue = reduceQueue(world.queue, { type: 'add', action: tap(step.amount) });
  } else if (step.do === 'undo') {
    const sequence = [...world.wanted.keys()][step.which];
    if (sequence === undefined) return;
    world.wanted.delete(sequence);
    const at = world.now;
    world.queue = reduceQueue(world.queue, { type: 'undo', sequence, at, staff_id: STAFF });
  } else if (step.do === 'send') send(world, step);
  else {
    // What a reload leaves is what was written down; a send under way counts as lost.
    world.queue = JSON.parse(JSON.stringify(world.queue));
    world.queue = reduceQueue(world.queue, { type: 'lost', now: world.now });
  }
};

test('[S3] any interleaving of losses, duplicates, stumbles, undos and reloads: exactly once', () => {
  fc.assert(
    fc.property(fc.array(stepArbitrary, { maxLength: 40 }), (steps) => {
      const server: Server = { given: new Map(), seen: new Set(), poison: new Set() };
      const world: World = { queue: emptyQueue, server, wanted: new Map(), now: 0 };
      for (const step of steps) play(world, step);
      for (let round = 0; round < 4; round += 1) {
        send(world, { do: 'send', fate: 'answered', limit: 100 });
        world.queue = reduceQueue(world.queue, { type: 'retry' });
      }
      send(world, { do: 'send', fate: 'answered', limit: 100 });
      expect(Object.fromEntries(world.server.given)).toEqual(Object.fromEntries(world.wanted));
      expect(parkedOf(world.queue).every((it) => server.poison.has(it.sequence))).toBe(true);
      expect(waitingCount(world.queue)).toBe(0);
    }),
    { numRuns: 2_000 },
  );
});
