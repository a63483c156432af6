import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '#platform/db/database.ts';
import { migrate } from '#platform/db/migrate.ts';
import { connectionUrl, type Embedded, startEmbedded } from '#platform/postgres/index.ts';
import { openTestPools } from '#support/ledger.ts';
import { openRace, type Race, type RoundOutcome, removeGuard, SOCKETS } from './last-reward.ts';

/*
 * The full form of last-reward.test.ts on a database that syncs every commit: a hundred rounds,
 * then ten without the guard. No seed: the race is the operating system's. Writes
 * docs/reports/last-reward.json.
 */
const ROUNDS = 100;
const UNGUARDED_ROUNDS = 10;
const ROOT = resolve(import.meta.dirname, '../..');

const began = performance.now();
let dataDir: string;
let server: Embedded;
let db: Db;
let race: Race;
let guarded: RoundOutcome[] = [];
let unguarded: RoundOutcome[] = [];

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'stamgast-last-reward-'));
  // PostgreSQL runs as another user when we are root, and has to pass through.
  chmodSync(dataDir, 0o755);
  server = await startEmbedded({ dataDir, log: { info: () => {}, warn: console.warn } });
  const url = connectionUrl(server.connection);
  await migrate(url);
  db = await openTestPools(url, 4);
  race = await openRace(db, url);
}, 300_000);

afterAll(async () => {
  await race.close();
  await db.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
  writeReport();
}, 60_000);

test('[B5] two servers, sixteen sockets, a hundred rounds: the last copy has one winner each time', async () => {
  guarded = await race.play(ROUNDS);
  for (const outcome of guarded) {
    expect(outcome).toMatchObject({ winners: 1, soldOut: SOCKETS - 1, other: 0 });
  }
  expect(contested()).toBeGreaterThanOrEqual(0.9 * ROUNDS);
  expect(race.opened()).toBe(SOCKETS);
});

test('[B5] without the guard in the commit every round has many winners', async () => {
  await removeGuard(db);
  unguarded = await race.play(UNGUARDED_ROUNDS);
  for (const outcome of unguarded) expect(outcome.winners).toBeGreaterThan(1);
});

/** Rounds in which a loser was under way before the winner was done. */
const contested = () => guarded.filter((round) => round.overlapping > 0).length;

function writeReport(): void {
  const sum = (rounds: RoundOutcome[], of: keyof RoundOutcome) =>
    rounds.reduce((total, round) => total + round[of], 0);
  const report = {
    report: 'last-reward',
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      cwd: ROOT,
      encoding: 'utf8',
    }).trim(),
    seed: null,
    server_processes: 2,
    sockets: race.opened(),
    rounds: guarded.length,
    rounds_with_one_winner: guarded.filter((round) => round.winners === 1).length,
    rounds_contested: contested(),
    refused_as_sold_out: sum(guarded, 'soldOut'),
    other_answers: sum(guarded, 'other'),
    unguarded_rounds: unguarded.length,
    unguarded_winners: sum(unguarded, 'winners'),
    duration_s: Math.round((performance.now() - began) / 1000),
  };
  const folder = resolve(ROOT, 'docs/reports');
  mkdirSync(folder, { recursive: true });
  writeFileSync(resolve(folder, 'last-reward.json'), `${JSON.stringify(report, null, 2)}\n`);
}
