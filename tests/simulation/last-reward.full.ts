import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '#platform/db/database.ts';
import { migrate } from '#platform/db/migrate.ts';
import { connectionUrl, type Embedded, startEmbedded } from '#platform/postgres/index.ts';
import { openTestPools } from '#support/ledger.ts';
import {
  type Attempt,
  judge,
  prepareMembers,
  prepareReward,
  type RoundOutcome,
  removeGuard,
} from './last-reward.ts';

/*
 * The full form of last-reward.test.ts: two processes of sixteen connections each on a server that
 * syncs every commit, a hundred rounds, then ten without the guard. No seed: the race is the
 * operating system's. Writes docs/reports/last-reward.json.
 */
const ROUNDS = 100;
const UNGUARDED_ROUNDS = 10;
const CONNECTIONS = 16;
const ROOT = resolve(import.meta.dirname, '../..');

const began = performance.now();
let dataDir: string;
let server: Embedded;
let db: Db;
let processes: ChildProcess[];
let members: { merchantId: string; memberIds: string[] };
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
  processes = await Promise.all([startProcess(url), startProcess(url)]);
  members = await prepareMembers(db, 2 * CONNECTIONS);
}, 120_000);

afterAll(async () => {
  const ended = processes.map((child) => once(child, 'exit'));
  for (const child of processes) child.disconnect();
  await Promise.all(ended);
  await db.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
  writeReport();
}, 60_000);

async function startProcess(url: string): Promise<ChildProcess> {
  const script = join(import.meta.dirname, 'last-reward-process.ts');
  const child = fork(script, [url, String(CONNECTIONS)], { execArgv: [] });
  await once(child, 'message');
  return child;
}

async function play(rounds: number): Promise<RoundOutcome[]> {
  const outcomes: RoundOutcome[] = [];
  for (let round = 0; round < rounds; round++) {
    const rewardId = await prepareReward(db, members.merchantId);
    const attempts = await Promise.all(
      processes.map((child, i) => {
        const memberIds = members.memberIds.slice(i * CONNECTIONS, (i + 1) * CONNECTIONS);
        return redeemIn(child, { merchantId: members.merchantId, rewardId, memberIds });
      }),
    );
    outcomes.push(judge(attempts.flat()));
  }
  return outcomes;
}

async function redeemIn(child: ChildProcess, plan: object): Promise<Attempt[]> {
  const answer = once(child, 'message');
  child.send(plan);
  const [attempts] = (await answer) as [Attempt[]];
  return attempts;
}

test('[B5] two processes, a hundred rounds: the last copy has one winner each time', async () => {
  guarded = await play(ROUNDS);
  for (const outcome of guarded) {
    expect(outcome).toMatchObject({ winners: 1, soldOut: 2 * CONNECTIONS - 1, other: 0 });
  }
  expect(contested()).toBeGreaterThanOrEqual(0.9 * ROUNDS);
});

test('[B5] without the guard in the commit every round has many winners', async () => {
  await removeGuard(db);
  unguarded = await play(UNGUARDED_ROUNDS);
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
    processes: 2,
    connections_each: CONNECTIONS,
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
