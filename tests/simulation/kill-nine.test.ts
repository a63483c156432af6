import { afterAll, beforeAll, expect, test } from 'vitest';
import { runDoctor } from '#features/doctor/index.ts';
import { type Acknowledgement, openScene, type Scene } from './kill-nine.ts';
import { judge, type Stored } from './kill-nine-verdict.ts';

/** The small form of kill-nine.full.ts. */
const ROUNDS = 2;
const LONG = 300_000;

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
}, LONG);
afterAll(() => scene.close(), LONG);

const SOUND = { lost: [], doubled: [], different: [], unknown: [] };

test(
  '[P7] kill -9 of server and database under load loses nothing acknowledged and doubles nothing',
  async () => {
    let inFlight = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const crash = await scene.crash(round);
      expect(crash.verdict).toMatchObject(SOUND);
      expect(crash.refusedBefore).toBe(0);
      expect(await scene.shown(crash)).toBe(crash.acknowledged.length);
      expect(crash.acknowledged.length).toBeGreaterThan(0);
      inFlight += crash.inFlight;
      const { replayed, other } = await scene.settle(crash);
      expect(other).toBe(0);
      expect(replayed).toBe(crash.verdict.present.length);
      const { actual, expected } = await scene.balances();
      expect(actual).toEqual(expected);
    }
    expect(inFlight).toBeGreaterThan(0);
    const { checks } = await scene.installation.withDb(runDoctor);
    expect(checks.filter(({ ok, warning }) => !ok && !warning)).toEqual([]);
  },
  LONG,
);

const promised = (external_id: string): Acknowledgement => ({
  external_id,
  member_id: 'mem_1',
  quantity: 1,
  total_minor: 290,
  order_id: `ord_${external_id}`,
  decision: { id: `dec_${external_id}`, entries: [{ unit: 'points', amount: 2 }] },
});
const kept = (external_id: string, more: Partial<Stored> = {}): Stored => ({
  external_id,
  order_id: `ord_${external_id}`,
  decisions: [`dec_${external_id}`],
  stamps: 0,
  points: 2,
  ...more,
});

test('[P7] the verdict names what is lost, doubled, different, unknown or there unasked', () => {
  const keys = ['fine', 'gone', 'copied', 'decided-twice', 'other-points', 'other-decision'];
  const stored = [
    kept('fine'),
    kept('copied'),
    kept('copied', { order_id: 'ord_copied' }),
    kept('decided-twice', { decisions: ['dec_decided-twice', 'dec_more'] }),
    kept('other-points', { points: 3 }),
    kept('other-decision', { decisions: ['dec_more'] }),
    kept('unanswered'),
    kept('never-sent'),
  ];
  expect(judge(keys.map(promised), [promised('unanswered'), promised('absent')], stored)).toEqual({
    lost: ['gone'],
    doubled: ['copied', 'decided-twice'],
    different: ['other-points', 'other-decision'],
    unknown: ['never-sent'],
    present: ['unanswered'],
  });
});
