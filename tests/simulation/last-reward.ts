import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { runDecision } from '#features/ledger/index.ts';
import { createMerchant } from '#features/merchant/index.ts';
import { systemClock } from '#platform/clock/clock.ts';
import type { Db } from '#platform/db/database.ts';
import { encodeId } from '#platform/ids/ids.ts';
import { createTestMember, createTestReward, testContext } from '#support/ledger.ts';
import { adjustCommand } from '#support/ledger-commands.ts';
import { awaitReady, freePort, spawnServer } from '#support/real-server.ts';
import { end } from '#support/spawned.ts';

/*
 * The last copy of a limited reward: sixteen members want it at the same moment, over sixteen
 * sockets kept open to two servers that share one database. Exactly one may win.
 */

const SERVERS = 2;
export const SOCKETS = 16;
const PRICE = { unit: 'stamps', amount: 1 };

type Attempt = { status: number; code: string | null; started: number; ended: number };
export type RoundOutcome = { winners: number; soldOut: number; other: number; overlapping: number };

type Shop = { merchantId: string; apiKey: string; memberIds: string[] };
type Server = { child: ChildProcess; port: number; dataDir: string; agent: Agent };

export type Race = {
  play(rounds: number): Promise<RoundOutcome[]>;
  /** Sockets that were ever opened, over all rounds. */
  opened(): number;
  close(): Promise<void>;
};

/** Two servers of their own on a migrated database, and a shop whose members can all pay. */
export async function openRace(db: Db, url: string): Promise<Race> {
  let opened = 0;
  const count = () => {
    opened += 1;
  };
  const servers = await Promise.all(Array.from({ length: SERVERS }, () => startServer(url, count)));
  const shop = await openShop(db);
  return {
    play: async (rounds) => {
      const outcomes: RoundOutcome[] = [];
      for (let round = 0; round < rounds; round++) {
        const reward = await createTestReward(db, shop.merchantId, PRICE, 1);
        outcomes.push(judge(await redeemAll(servers, shop, encodeId('rew', reward))));
      }
      return outcomes;
    },
    opened: () => opened,
    close: async () => {
      await Promise.all(servers.map(stopServer));
    },
  };
}

async function startServer(url: string, count: () => void): Promise<Server> {
  const dataDir = mkdtempSync(join(tmpdir(), 'stamgast-last-reward-'));
  const port = await freePort();
  const child = spawnServer({
    ...{ STAMGAST_DATA: dataDir, PORT: String(port) },
    ...{ DATABASE_URL: url, LOG_LEVEL: 'warn' },
  });
  await awaitReady(child, `http://127.0.0.1:${port}`);
  const agent = new Agent({ keepAlive: true, maxSockets: SOCKETS / SERVERS, scheduling: 'fifo' });
  const create = agent.createConnection.bind(agent);
  agent.createConnection = (...args: Parameters<typeof create>) => {
    count();
    return create(...args);
  };
  return { child, port, dataDir, agent };
}

async function stopServer({ child, agent, dataDir }: Server): Promise<void> {
  agent.destroy();
  await end(child, 'SIGTERM');
  rmSync(dataDir, { recursive: true, force: true });
}

async function openShop(db: Db): Promise<Shop> {
  const origin = () => 'http://127.0.0.1';
  const input = { name: 'Race', template: 'cafe', currency: 'EUR', locale: 'en' } as const;
  const made = await createMerchant({ db, clock: systemClock, origin }, input);
  const { merchantId, api_key: apiKey } = made;
  const ctx = testContext(db, merchantId, systemClock);
  const memberIds: string[] = [];
  for (let i = 0; i < SOCKETS; i++) {
    const memberId = await createTestMember(db, merchantId);
    await runDecision(ctx, adjustCommand(memberId, PRICE.unit, 1_000));
    memberIds.push(encodeId('mem', memberId));
  }
  return { merchantId, apiKey, memberIds };
}

/** All members redeem at once, every other one at the other server. */
const redeemAll = (servers: Server[], shop: Shop, rewardId: string): Promise<Attempt[]> =>
  Promise.all(
    shop.memberIds.map((memberId, i) =>
      redeem(servers[i % SERVERS]!, shop.apiKey, { member: { id: memberId }, reward_id: rewardId }),
    ),
  );

function redeem({ port, agent }: Server, apiKey: string, body: object): Promise<Attempt> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        ...{ agent, port, host: '127.0.0.1', method: 'POST', path: '/v1/redemptions' },
        headers: {
          authorization: `Bearer ${apiKey}`,
          'content-type': 'application/json',
          'idempotency-key': crypto.randomUUID(),
        },
      },
      async (response) => {
        const { code = null } = JSON.parse(await text(response)) as { code?: string };
        const status = response.statusCode ?? 0;
        resolve({ status, code, started, ended: performance.now() });
      },
    );
    sent.on('error', reject);
    sent.end(JSON.stringify(body));
  });
}

/** `overlapping`: losers who were under way before the winner was done. */
function judge(attempts: Attempt[]): RoundOutcome {
  const winners = attempts.filter(({ status }) => status === 201);
  const losers = attempts.filter(({ code }) => code === 'reward_sold_out');
  const won = Math.max(...winners.map(({ ended }) => ended));
  return {
    winners: winners.length,
    soldOut: losers.length,
    other: attempts.length - winners.length - losers.length,
    overlapping: losers.filter(({ started }) => started < won).length,
  };
}

/** Takes claims without looking whether enough is left, as if nobody had thought of it. */
export async function removeGuard(db: Db): Promise<void> {
  await db.owner.query('alter table stamgast.claimable drop constraint claimable_remaining_check');
  const { rows } = await db.owner.query<{ text: string }>(
    `select pg_get_functiondef('stamgast.take_claims(uuid, jsonb)'::regprocedure) as text`,
  );
  const guarded = rows[0]?.text ?? '';
  const unguarded = guarded.replace(/\s+and x\.remaining >= \(claim->>'amount'\)::bigint/, '');
  if (unguarded === guarded) throw new Error('the guard was not found');
  await db.owner.query(unguarded);
}
