/**
 * Awards over HTTP against pgbench with the same SQL text and recorded parameters, in turns, on the
 * real server with an embedded PostgreSQL that syncs every commit. Writes docs/reports/bench.md.
 * Run: `npm run bench -- [--json] [--quick] [--members N]`; the quick form writes nothing, a number
 * of members adds a second server whose database is filled with so many.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runDoctor } from '#features/doctor/index.ts';
import type { Db } from '#platform/db/database.ts';
import {
  addRound,
  type Cpu,
  type Measured,
  measured,
  type Proof,
  type Runs,
  type Setting,
  summarize,
  toMarkdown,
} from './award-report.ts';
import { fillCrowd, pickFromCrowd } from './crowd.ts';
import { sendAll } from './http-load.ts';
import { type Installed, install } from './installed.ts';
import { pgbenchVersion, replay } from './pgbench.ts';
import { recordAwards } from './recorded-sql.ts';
import {
  MANY_LOTS,
  MANY_RULES,
  makeMembers,
  makeOldMembers,
  openShop,
  openShopOfManyRules,
  orderOf,
  type Shop,
} from './shops.ts';

const ROOT = resolve(import.meta.dirname, '..');
const CONNECTIONS = 16;
const { values: given } = parseArgs({
  options: {
    json: { type: 'boolean' },
    quick: { type: 'boolean' },
    members: { type: 'string' },
  },
});
const isQuick = given.quick === true;
const MEMBERS = given.members === undefined ? null : Number(given.members);
const ROUNDS = isQuick ? 1 : 5;
/** Awards of a round on one connection alone, and on each of sixteen. */
const ALONE = isQuick ? 20 : 200;
const EACH = isQuick ? 5 : 40;
const PER_ROUND = ALONE + CONNECTIONS * EACH;
const WARM_UP = isQuick ? 50 : 500;

const say = (text: string) => void process.stderr.write(`${text}\n`);

/** A shop with a crowd of members, some of whom wait for their first award. */
type Large = Installed & { shop: Shop; members: string[] };

const crowded = async (large: Installed, members: number): Promise<Large> => {
  const shop = await openShop(large.db);
  await fillCrowd(large.db, shop, members, say);
  const wanted = WARM_UP + ROUNDS * CONNECTIONS * EACH;
  return { ...large, shop, members: await pickFromCrowd(large.db, shop, members, wanted) };
};

/** The shops, and members who wait for their first award: each is used once. */
type Scene = { shop: Shop; rules: Shop; fresh: string[]; freshOfRules: string[]; old: string[] };

const prepare = async (db: Db): Promise<Scene> => {
  const shop = await openShop(db);
  const rules = await openShopOfManyRules(db);
  say('Making members …');
  const fresh = await makeMembers(db, shop, WARM_UP + ROUNDS * PER_ROUND);
  const freshOfRules = await makeMembers(db, rules, ROUNDS * CONNECTIONS * EACH);
  say(`Letting ${CONNECTIONS} members live a year …`);
  const old = await makeOldMembers(db, shop, CONNECTIONS);
  say('Recording awards for pgbench …');
  await recordAwards(db, ROUNDS * PER_ROUND, shop.document);
  return { shop, rules, fresh, freshOfRules, old };
};

type Turn = {
  small: Installed;
  large: Large | null;
  scene: Scene;
  runs: Runs;
  pgbench: string | null;
};

const ask = async (
  { served, cpu }: Installed,
  to: Measured | null,
  shop: Shop,
  members: string[],
  connections: number,
): Promise<void> => {
  const bodies = members.map((id) => JSON.stringify(orderOf(id)));
  const before = cpu();
  const load = { port: served.port, apiKey: shop.apiKey, bodies, connections };
  const result = await sendAll(load);
  const after = cpu();
  const spent = (of: keyof Cpu) =>
    before[of] === null || after[of] === null ? null : after[of] - before[of];
  if (to) addRound(to, result, { server: spent('server'), database: spent('database') });
};

const round = async (turn: Turn, n: number): Promise<void> => {
  const { small, large, scene, runs, pgbench } = turn;
  const { url } = small;
  const { shop, rules, fresh, freshOfRules, old } = scene;
  const base = n * PER_ROUND;
  const many = CONNECTIONS * EACH;
  await ask(small, runs.one, shop, fresh.splice(0, ALONE), 1);
  if (pgbench) runs.bareOne.rates.push(await replay(url, { base, clients: 1, each: ALONE }));
  await ask(small, runs.many, shop, fresh.splice(0, many), CONNECTIONS);
  if (large && runs.crowd) {
    await ask(large, runs.crowd, large.shop, large.members.splice(0, many), CONNECTIONS);
  }
  if (pgbench) {
    const all = { base: base + ALONE, clients: CONNECTIONS, each: EACH };
    runs.bareMany.rates.push(await replay(url, all));
  }
  await ask(small, runs.rules, rules, freshOfRules.splice(0, many), CONNECTIONS);
  await ask(small, runs.lots, shop, Array.from({ length: EACH }, () => old).flat(), CONNECTIONS);
  say(`Round ${n + 1} of ${ROUNDS} done.`);
};

const newRuns = (): Runs => ({
  one: measured('HTTP', 1),
  bareOne: measured('pgbench', 1),
  many: measured('HTTP', CONNECTIONS),
  bareMany: measured('pgbench', CONNECTIONS),
  rules: measured(`HTTP, ${MANY_RULES} rules`, CONNECTIONS),
  lots: measured(`HTTP, ${MANY_LOTS} open lots`, CONNECTIONS),
  ...(MEMBERS && { crowd: measured(`HTTP, ${MEMBERS} members`, CONNECTIONS) }),
});

const countRows = async (db: Db, sql: string): Promise<number> =>
  (await db.owner.query<{ n: number }>(sql)).rows[0]?.n ?? 0;

const ordersByApi = (db: Db) =>
  countRows(db, 'select count(*)::int as n from stamgast."order" where source = \'bench\'');

const awardsReplayed = (db: Db) =>
  countRows(
    db,
    `select count(*)::int as n from stamgast.decision d
     where merchant_id in (select distinct merchant from bench.award)`,
  );

const settingOf = async (db: Db, seconds: number, rules: number): Promise<Setting> => {
  const { rows } = await db.owner.query<Pick<Setting, 'postgres' | 'fsync' | 'synchronous_commit'>>(
    `select current_setting('server_version') as postgres, current_setting('fsync') as fsync,
       current_setting('synchronous_commit') as synchronous_commit`,
  );
  const [found] = rows;
  if (!found) throw new Error('the database told nothing of itself');
  const hash = ['rev-parse', '--short', 'HEAD'];
  const commit = execFileSync('git', hash, { cwd: ROOT, encoding: 'utf8' }).trim();
  const machine = { cores: availableParallelism(), pgbench: pgbenchVersion(), members: MEMBERS };
  return { commit, date: new Date().toISOString(), seconds, ...found, ...machine, rules };
};

const proofOf = async ({ runs, small, large }: Turn, stood: number): Promise<Proof> => {
  const { one, many, rules, lots, crowd } = runs;
  const counted = [one, many, rules, lots, crowd].map((run) => run?.latencies.length ?? 0);
  const warmUps = large ? 2 : 1;
  return {
    accepted: warmUps * WARM_UP + counted.reduce((sum, n) => sum + n, 0),
    orders_stored:
      (await ordersByApi(small.db)) - stood + (large ? await ordersByApi(large.db) : 0),
    replayed: await awardsReplayed(small.db),
    doctor: (await runDoctor(small.db)).ok,
  };
};

const measure = async (small: Installed, largeOne: Installed | null) => {
  const began = performance.now();
  const scene = await prepare(small.db);
  const large = largeOne && MEMBERS ? await crowded(largeOne, MEMBERS) : null;
  const turn: Turn = { small, large, scene, runs: newRuns(), pgbench: pgbenchVersion() };
  if (!turn.pgbench) say('pgbench is not installed: no ratio can be measured.');
  const stood = await ordersByApi(small.db);
  await ask(small, null, scene.shop, scene.fresh.splice(0, WARM_UP), CONNECTIONS);
  if (large) await ask(large, null, large.shop, large.members.splice(0, WARM_UP), CONNECTIONS);
  for (let n = 0; n < ROUNDS; n++) await round(turn, n);
  const proof = await proofOf(turn, stood);
  const seconds = Math.round((performance.now() - began) / 1000);
  const setting = await settingOf(small.db, seconds, scene.shop.document.rules.length);
  return summarize(setting, turn.runs, proof);
};

const main = async () => {
  const small = await install(say);
  try {
    const large = MEMBERS ? await install(say) : null;
    return await measure(small, large).finally(() => large?.close());
  } finally {
    await small.close();
  }
};

const summary = await main();
const markdown = toMarkdown(summary);
if (!isQuick) {
  mkdirSync(resolve(ROOT, 'docs/reports'), { recursive: true });
  writeFileSync(resolve(ROOT, 'docs/reports/bench.md'), markdown);
}
process.stdout.write(given.json ? `${JSON.stringify(summary)}\n` : markdown);
if (!summary.ok) process.exitCode = 1;
