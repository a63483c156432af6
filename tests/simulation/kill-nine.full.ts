import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runDoctor } from '#features/doctor/index.ts';
import { CONNECTIONS, type Crash, openScene, type Scene, type Settled } from './kill-nine.ts';

/*
 * The full form of kill-nine.test.ts: fifty kills, then some with commits that do not wait for the
 * disk, where the same check has to find losses. No seed: what a kill meets is the operating
 * system's. Writes docs/reports/kill-nine.json.
 */
const ROUNDS = 50;
const UNSYNCED_ROUNDS = 2;
const LONG = 300_000;
const ROOT = resolve(import.meta.dirname, '../..');

type Round = Crash & { settled: Settled; shown: number; wrongBalances: number };

const began = performance.now();
let scene: Scene;
let settings: Record<string, string> = {};
const rounds: Round[] = [];
const unsynced: Crash[] = [];
let doctor: { replayed: number; faults: string[] } | undefined;

beforeAll(async () => {
  scene = await openScene();
}, LONG);

afterAll(async () => {
  await scene.close();
  if (rounds.length > 0) writeReport();
}, LONG);

test('[P1] fifty kills of server and database: nothing lost, nothing doubled', async () => {
  settings = await readSettings();
  expect(settings).toEqual({ fsync: 'on', synchronous_commit: 'on' });
  for (let number = 0; number < ROUNDS; number++) {
    const crash = await scene.crash(number);
    const shown = await scene.shown(crash);
    const settled = await scene.settle(crash);
    const { actual, expected } = await scene.balances();
    const wrong = actual.filter((own, i) => {
      const due = expected[i];
      return own.stamps !== due?.stamps || own.points !== due.points;
    });
    rounds.push({ ...crash, shown, settled, wrongBalances: wrong.length });
  }
  expect(faults()).toEqual(NONE);
  expect(sum(rounds, ({ shown }) => shown)).toBe(sum(rounds, acknowledgedIn));
  expect(sum(rounds, ({ settled }) => settled.replayed)).toBe(sum(rounds, presentIn));
  expect(hit()).toBeGreaterThanOrEqual(0.8 * ROUNDS);
});

test('[P1] after fifty kills the doctor proves every balance', async () => {
  const { checks } = await scene.installation.withDb(runDoctor);
  doctor = {
    replayed: checks.find(({ name }) => name.startsWith('replay'))?.checked ?? 0,
    faults: checks.filter(({ ok, warning }) => !ok && !warning).map(({ name }) => name),
  };
  expect(doctor.faults).toEqual([]);
});

test('[P1] with commits that do not wait for the disk the same check finds losses', async () => {
  await scene.installation.withDb(async ({ owner }) => {
    await owner.query('alter system set synchronous_commit = off');
    // Else what was not waited for is written within a fifth of a second all the same.
    await owner.query("alter system set wal_writer_delay = '10s'");
    await owner.query('select pg_reload_conf()');
  });
  for (let number = ROUNDS; number < ROUNDS + UNSYNCED_ROUNDS; number++) {
    unsynced.push(await scene.crash(number));
  }
  expect(lostIn(unsynced)).toBeGreaterThan(0);
});

async function readSettings(): Promise<Record<string, string>> {
  return scene.installation.withDb(async (db) => {
    const { rows } = await db.owner.query<{ name: string; setting: string }>(
      `select name, setting from pg_settings where name in ('fsync', 'synchronous_commit')`,
    );
    return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
  });
}

const sum = <T>(list: T[], of: (each: T) => number): number =>
  list.reduce((total, each) => total + of(each), 0);
const acknowledgedIn = ({ acknowledged }: Crash): number => acknowledged.length;
const presentIn = ({ verdict }: Crash): number => verdict.present.length;
/** Rounds look at everything from the first one on, so a key may be named again and again. */
const lostIn = (crashes: Crash[]): number =>
  new Set(crashes.flatMap(({ verdict }) => verdict.lost)).size;
const hit = (): number => rounds.filter(({ inFlight }) => inFlight > 0).length;

const NONE = {
  acknowledged_lost: 0,
  doubled: 0,
  different: 0,
  never_sent: 0,
  wrong_balances: 0,
  refused_before_the_kill: 0,
  resent_with_another_answer: 0,
};
const keysOf = (of: 'doubled' | 'different' | 'unknown'): number =>
  new Set(rounds.flatMap(({ verdict }) => verdict[of])).size;
const faults = (): typeof NONE => ({
  acknowledged_lost: lostIn(rounds),
  doubled: keysOf('doubled'),
  different: keysOf('different'),
  never_sent: keysOf('unknown'),
  wrong_balances: sum(rounds, ({ wrongBalances }) => wrongBalances),
  refused_before_the_kill: sum(rounds, ({ refusedBefore }) => refusedBefore),
  resent_with_another_answer: sum(rounds, ({ settled }) => settled.other),
});

function writeReport(): void {
  const recoveries = rounds.map(({ recoveryMs }) => recoveryMs).sort((a, b) => a - b);
  const git = ['rev-parse', '--short', 'HEAD'];
  const report = {
    report: 'kill-nine',
    commit: execFileSync('git', git, { cwd: ROOT, encoding: 'utf8' }).trim(),
    seed: null,
    ...settings,
    connections: CONNECTIONS,
    rounds: rounds.length,
    rounds_with_requests_in_flight: hit(),
    requests_in_flight: sum(rounds, ({ inFlight }) => inFlight),
    acknowledged: sum(rounds, acknowledgedIn),
    present_but_unacknowledged: sum(rounds, presentIn),
    resent_and_posted: sum(rounds, ({ settled }) => settled.posted),
    resent_and_replayed: sum(rounds, ({ settled }) => settled.replayed),
    ...faults(),
    doctor_decisions_replayed: doctor?.replayed ?? 0,
    doctor_faults: doctor?.faults ?? null,
    ready_again_ms_median: recoveries[Math.floor(recoveries.length / 2)] ?? null,
    ready_again_ms_longest: recoveries.at(-1) ?? null,
    unsynced_rounds: unsynced.length,
    unsynced_acknowledged: sum(unsynced, acknowledgedIn),
    unsynced_acknowledged_lost: lostIn(unsynced),
    duration_s: Math.round((performance.now() - began) / 1000),
  };
  const folder = resolve(ROOT, 'docs/reports');
  mkdirSync(folder, { recursive: true });
  writeFileSync(resolve(folder, 'kill-nine.json'), `${JSON.stringify(report, null, 2)}\n`);
}
