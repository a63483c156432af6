import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { encodeId } from '#platform/ids/ids.ts';
import { type Installation, KILLS, openInstallation } from './kill-nine-installation.ts';
import { judge, type Stored, type Verdict } from './kill-nine-verdict.ts';

/*
 * Server and postmaster are killed while a client in a process of its own posts orders. After the
 * restart everything acknowledged has to be there, once; the client then repeats what it got no
 * answer to, as a till would, and no balance may be off.
 */

const MEMBERS = 6;
export const CONNECTIONS = 16;
const WARM_MS = 60_000;

export type Order = {
  external_id: string;
  member_id: string;
  quantity: number;
  total_minor: number;
};
export type Acknowledgement = Order & {
  order_id: string;
  decision: { id: string; entries: { unit: string; amount: number }[] } | null;
};
/** Moments as of `now()`; null: it was never sent, or never answered. */
export type Attempt = {
  order: Order;
  sentAt: number | null;
  answeredAt: number | null;
  status: number | null;
  replayed: boolean;
};
/** What the client is told to do: load until the server is gone, or send these again. */
export type Job = {
  address: string;
  apiKey: string;
  file: string;
  round: number;
  lanes: number;
  memberIds: string[];
  resend: Order[];
};

export type Balances = { stamps: number; points: number };
export type Crash = {
  round: number;
  acknowledged: Acknowledgement[];
  unacknowledged: Attempt[];
  /** Sent before the kill, and never answered. */
  inFlight: number;
  /** Answered with an error while everything still ran. */
  refusedBefore: number;
  recoveryMs: number;
  verdict: Verdict;
};
export type Settled = { replayed: number; posted: number; other: number };

export type Scene = {
  installation: Installation;
  crash(round: number): Promise<Crash>;
  settle(crash: Crash): Promise<Settled>;
  /** What each member has by the API, and what they should by the client's file. */
  balances(): Promise<{ actual: Balances[]; expected: Balances[] }>;
  /** Orders of this crash that `GET /v1/orders/:id` shows as they were acknowledged. */
  shown(crash: Crash): Promise<number>;
  close(): Promise<void>;
};

export async function openScene(): Promise<Scene> {
  const installation = await openInstallation();
  try {
    return await furnish(installation);
  } catch (error) {
    await installation.close();
    throw error;
  }
}

async function furnish(installation: Installation): Promise<Scene> {
  await installation.start();
  const apiKey = await installation.createMerchant();
  const call = caller(installation.address, apiKey);
  const memberIds: string[] = [];
  for (let i = 0; i < MEMBERS; i++) {
    const member = await call('POST', '/v1/members', { name: `Member ${i}` });
    memberIds.push(member.id);
  }
  const balancesNow = () => Promise.all(memberIds.map((id) => balancesOf(call, id)));
  const welcome = await balancesNow();
  const client = fork(join(import.meta.dirname, 'kill-nine-client-process.ts'), { execArgv: [] });
  await said(client, 'up');
  const file = join(installation.dataDir, 'acknowledged.jsonl');
  const { address } = installation;
  const job = { address, apiKey, file, lanes: CONNECTIONS, memberIds };
  return {
    installation,
    crash: (round) => crash(installation, client, { ...job, round, resend: [] }),
    settle: (crashed) => settle(client, { ...job, round: crashed.round, resend: [] }, crashed),
    balances: async () => {
      const acknowledged = readAcknowledged(file);
      const expected = memberIds.map((id, i) => {
        const own = acknowledged.filter((each) => each.member_id === id);
        return expectedOf(welcome[i] ?? { stamps: 0, points: 0 }, own);
      });
      return { actual: await balancesNow(), expected };
    },
    shown: (crashed) => countShown(call, crashed.acknowledged),
    close: async () => {
      if (client.connected) client.disconnect();
      await installation.close();
    },
  };
}

/** A stamp per coffee; a point per whole euro of all orders together, as remainders are kept. */
const expectedOf = (welcome: Balances, orders: Order[]): Balances => ({
  stamps: welcome.stamps + orders.reduce((sum, { quantity }) => sum + quantity, 0),
  points:
    welcome.points +
    Math.floor(orders.reduce((sum, { total_minor }) => sum + total_minor, 0) / 100),
});

async function crash(installation: Installation, client: ChildProcess, job: Job): Promise<Crash> {
  const before = readAcknowledged(job.file).length;
  const done = said(client, 'done');
  const warm = said(client, 'warm');
  client.send(job);
  await Promise.race([warm, tooLate('the client got no answers')]);
  // Another moment each round.
  await sleep(50 + ((job.round * 397) % 900));
  const killedAt = await installation.kill(KILLS[job.round % KILLS.length] ?? 'staggered');
  const { attempts = [] } = await done;
  const recoveryMs = await installation.start();
  const acknowledged = readAcknowledged(job.file);
  const unknown = attempts.map(({ order }) => order);
  const stored = await readStored(installation);
  return {
    round: job.round,
    acknowledged: acknowledged.slice(before),
    unacknowledged: attempts,
    inFlight: attempts.filter((each) => wasInFlight(each, killedAt)).length,
    refusedBefore: attempts.filter(({ answeredAt }) => answeredAt && answeredAt < killedAt).length,
    recoveryMs,
    verdict: judge(acknowledged, unknown, stored),
  };
}

const wasInFlight = ({ sentAt, answeredAt }: Attempt, killedAt: number): boolean =>
  sentAt !== null && sentAt <= killedAt && (answeredAt === null || answeredAt > killedAt);

/** The client sends again what it knows nothing of. */
async function settle(client: ChildProcess, job: Job, crashed: Crash): Promise<Settled> {
  const resend = crashed.unacknowledged.map(({ order }) => order);
  if (resend.length === 0) return { replayed: 0, posted: 0, other: 0 };
  const done = said(client, 'done');
  client.send({ ...job, resend });
  const { attempts = [] } = await done;
  const present = new Set(crashed.verdict.present);
  const was = (attempt: Attempt) => present.has(attempt.order.external_id);
  const replayed = attempts.filter((each) => was(each) && each.status === 200 && each.replayed);
  const posted = attempts.filter((each) => !was(each) && each.status === 201);
  const other = attempts.length - replayed.length - posted.length;
  return { replayed: replayed.length, posted: posted.length, other };
}

type Message = { kind: string; attempts?: Attempt[] };

function said(client: ChildProcess, kind: string): Promise<Message> {
  return new Promise((resolve, reject) => {
    const hear = (message: Message) => {
      if (message.kind !== kind) return;
      client.off('message', hear).off('exit', ended);
      resolve(message);
    };
    const ended = () => reject(new Error(`the client ended before it was ${kind}`));
    client.on('message', hear).once('exit', ended);
  });
}

async function tooLate(what: string): Promise<never> {
  await sleep(WARM_MS, undefined, { ref: false });
  throw new Error(`${what} within ${WARM_MS} ms`);
}

function readAcknowledged(file: string): Acknowledgement[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Acknowledgement);
}

/** Every order of the client with its decisions and what they posted. */
const STORED = `
  select o.external_id, o.id::text as order_id,
    coalesce(array_agg(distinct d.id::text) filter (where d.id is not null), '{}') as decisions,
    coalesce(sum(e.amount) filter (where e.unit = 'stamps'), 0)::int8 as stamps,
    coalesce(sum(e.amount) filter (where e.unit = 'points'), 0)::int8 as points
  from stamgast."order" o
  left join stamgast.decision d
    on d.merchant_id = o.merchant_id and d.subject = 'order:' || o.id
  left join stamgast.entry e
    on e.merchant_id = d.merchant_id and e.member_id = d.member_id and e.decision_id = d.id
  where o.source = 'kill-nine'
  group by o.merchant_id, o.id, o.at`;

const readStored = (installation: Installation): Promise<Stored[]> =>
  installation.withDb(async (db) => {
    const { rows } = await db.owner.query<Stored>(STORED);
    return rows.map((row) => ({
      ...row,
      order_id: encodeId('ord', row.order_id),
      decisions: row.decisions.map((id) => encodeId('dec', id)),
    }));
  });

type Body = {
  id: string;
  external_id: string;
  member_id: string;
  total_minor: number;
  accounts: { unit: string; balance: number }[];
};
type Call = (method: 'GET' | 'POST', path: string, body?: object) => Promise<Body>;

const caller =
  (address: string, apiKey: string): Call =>
  async (method, path, body) => {
    const headers = {
      authorization: `Bearer ${apiKey}`,
      ...(body && { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }),
    };
    const answer = await fetch(`${address}${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text) as Body;
  };

async function balancesOf(call: Call, memberId: string): Promise<Balances> {
  const { accounts } = await call('GET', `/v1/members/${memberId}`);
  const of = (unit: string) => accounts.find((each) => each.unit === unit)?.balance ?? 0;
  return { stamps: of('stamps'), points: of('points') };
}

async function countShown(call: Call, acknowledged: Acknowledgement[]): Promise<number> {
  let shown = 0;
  for (const { order_id, external_id, member_id, total_minor } of acknowledged) {
    const order = await call('GET', `/v1/orders/${order_id}`);
    const same = order.external_id === external_id && order.member_id === member_id;
    if (same && order.total_minor === total_minor) shown += 1;
  }
  return shown;
}
