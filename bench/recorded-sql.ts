import type { ProgramDocument } from '#core/program.ts';
import { runDecision } from '#features/ledger/index.ts';
import { systemClock } from '#platform/clock/clock.ts';
import type { Db } from '#platform/db/database.ts';
import { newId } from '#platform/ids/ids.ts';
import { createTestMember, createTestMerchant, testContext } from '#support/ledger.ts';
import { coffee, orderCommand, snapshotOf, withKey } from '#support/ledger-commands.ts';

/**
 * The two statements of an award with the parameters the server would send, one row per award, for
 * pgbench to replay:
 *
 *   \set n :n + 1
 *   select stamgast.load_state(merchant, load) from bench.award where n = :n;
 *   select stamgast.commit_decision(merchant, commit) from bench.award where n = :n;
 *
 * Each award has a member of its own, so that every recorded commit still finds the version it was
 * decided on.
 */
const CREATE = `
  drop schema if exists bench cascade;
  create schema bench;
  create table bench.award (n integer primary key, merchant uuid, load jsonb, commit jsonb);
  -- Inline and uncompressed, as a parameter arrives.
  alter table bench.award alter load set storage plain, alter commit set storage plain;`;

type Recording = { merchantId: string; load: string; commit: string };

/** Records `count` first awards; nothing of them is committed. */
export async function recordAwards(
  db: Db,
  count: number,
  program?: ProgramDocument,
): Promise<void> {
  await db.owner.query(CREATE);
  const { merchantId, locationId } = await createTestMerchant(db, program);
  const batch: Recording[] = [];
  for (let n = 0; n < count; n++) {
    const memberId = await createTestMember(db, merchantId);
    const at = systemClock.now();
    const snapshot = snapshotOf(at, locationId, [coffee(2), { ...coffee(1, 390), id: '1' }]);
    const command = withKey(orderCommand(memberId, newId(), snapshot), newId());
    batch.push(await record(db, merchantId, command));
    if (batch.length === 500 || n === count - 1) await store(db, n + 1, batch.splice(0));
  }
  await db.owner.query('vacuum analyze');
}

/** Runs the real use case with a connection that keeps the commit to itself. */
async function record(
  db: Db,
  merchantId: string,
  command: Parameters<typeof runDecision>[1],
): Promise<Recording> {
  const seen: Record<string, string> = {};
  const app = new Proxy(db.app, {
    get: (pool, name) => {
      if (name !== 'query') return Reflect.get(pool, name);
      return async (query: { name: string; text: string; values: [string, string] }) => {
        seen[query.name] = query.values[1];
        if (query.name === 'commit_decision')
          return { rows: [{ result: { status: 'in_flight' } }] };
        return pool.query(query);
      };
    },
  });
  await runDecision(testContext({ ...db, app }, merchantId, systemClock), command);
  const { load_state: load, commit_decision: commit } = seen;
  if (load === undefined || commit === undefined) throw new Error('the award was not decided');
  return { merchantId, load, commit };
}

async function store(db: Db, end: number, batch: Recording[]): Promise<void> {
  await db.owner.query(
    `insert into bench.award select $1 + n, m, l, c
     from unnest($2::uuid[], $3::jsonb[], $4::jsonb[]) with ordinality r (m, l, c, n)`,
    [
      end - batch.length,
      batch.map((row) => row.merchantId),
      batch.map((row) => row.load),
      batch.map((row) => row.commit),
    ],
  );
}
