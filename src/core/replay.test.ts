import { expect, test } from 'vitest';
import {
  document,
  happen,
  line,
  MORNING,
  order,
  pointPer,
  publish,
  reward,
  type Story,
  snapshot,
  story,
} from '#support/core-scene.ts';
import { apply } from './apply.ts';
import { canonical } from './canonical.ts';
import { firstDifference, replay } from './replay.ts';
import { emptyState } from './state.ts';

const lived = (): Story => {
  const s = story();
  happen(s, order('o1', snapshot([line('coffee', 2500, { quantity: 10 })])));
  publish(s, document({ rules: [pointPer(50)] }));
  happen(s, order('o2', snapshot([line('cake', 330)])));
  const redemption = { type: 'redemption', redemption_id: 'x', step: 'issue' } as const;
  happen(s, redemption, MORNING, { reward: reward(10) });
  const refunds = [{ external_id: 'r', lines: [{ id: 'coffee', quantity: 4 }] }];
  happen(s, order('o1', snapshot([line('coffee', 2500, { quantity: 10 })], { refunds })));
  return s;
};

test('[P7] replay from versions, events and facts gives the stored decisions and state', () => {
  const s = lived();
  const stored = JSON.parse(JSON.stringify(s.decisions)) as typeof s.decisions;
  const result = replay(s.versions, stored);
  expect(result.ok).toBe(true);
  expect(canonical(result.state)).toBe(canonical(s.state));
});

test('[P7] a flipped rate in one version is found where it first shows', () => {
  const s = lived();
  s.versions.set(2, { number: 2, document: document({ rules: [pointPer(51)] }) });
  expect(replay(s.versions, s.decisions)).toMatchObject({
    ok: false,
    difference: { index: 1, decision_id: 'd2', path: 'entries.0.explanation.params.per_minor' },
  });
});

test('[P7] a stored amount that was changed is found', () => {
  const s = lived();
  const decisions = structuredClone(s.decisions);
  decisions[0]!.entries[1]!.amount += 1;
  expect(replay(s.versions, decisions)).toMatchObject({
    ok: false,
    difference: { index: 0, path: 'entries.1.amount', stored: 26, again: 25 },
  });
});

test('[P7] a decision that could not be made again is found', () => {
  const s = lived();
  expect(replay(s.versions, s.decisions.slice(2))).toMatchObject({
    ok: false,
    difference: { index: 0, decision_id: 'd3' },
  });
  s.versions.delete(2);
  expect(() => replay(s.versions, s.decisions)).toThrow('version 2');
});

test('[P7] applying a decision to a state it was not made for throws', () => {
  const s = lived();
  expect(() => apply(emptyState(), s.decisions[2]!)).toThrow('lots not loaded');
  expect(() => apply(s.state, s.decisions[2]!)).toThrow('cannot hold');
});

test('[P7] the first difference of two values is named by its path', () => {
  expect(firstDifference({ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] })).toEqual({
    path: 'a.1.b',
    stored: 2,
    again: 3,
  });
  expect(firstDifference({ a: 1 }, { a: 1, b: undefined })).toBeNull();
  expect(firstDifference([], {})).toMatchObject({ path: '' });
});

test('[I6] the same content has one canonical text', () => {
  expect(canonical({ b: 1, a: [{ d: null, c: 'x' }], z: undefined })).toBe(
    canonical({ a: [{ c: 'x', d: null }], b: 1 }),
  );
  expect(canonical([1, 2])).not.toBe(canonical([2, 1]));
});
