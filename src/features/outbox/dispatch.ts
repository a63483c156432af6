import type { PoolClient } from 'pg';
import type { Db } from '#platform/db/database.ts';
import { LIVE_CHANNEL } from '#platform/live/hub.ts';

const BATCH = 200;
/** Bounds one run; the sweep comes back for what remains. */
const MOST_BATCHES = 500;

/** What a job that follows an event gets as payload. */
export type OutboxEvent = {
  merchant_id: string;
  id: string;
  /** RFC 3339. */
  at: string;
  type: string;
  member_id: string | null;
  data: Record<string, unknown>;
};

/** Names of the jobs that follow an event, by its type. */
export type Subscriptions = Readonly<Record<string, readonly string[]>>;

type Row = Omit<OutboxEvent, 'at'> & { at: Date; sequence: number | null };

/**
 * Hands every waiting event to its jobs and to the open card pages, in the same transaction that
 * marks it handled. Several processes may do so at once. Returns the number of events.
 */
export async function dispatchOutbox(db: Db, subscriptions: Subscriptions): Promise<number> {
  let total = 0;
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const handled = await dispatchBatch(db, subscriptions);
    total += handled;
    if (handled < BATCH) break;
  }
  return total;
}

async function dispatchBatch(db: Db, subscriptions: Subscriptions): Promise<number> {
  const client = await db.owner.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const rows = await takeBatch(client);
    await addJobs(client, rows, subscriptions);
    await tellPages(client, rows);
    await client.query('commit');
    return rows.length;
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.release(broken);
  }
}

async function takeBatch(client: PoolClient): Promise<Row[]> {
  const { rows } = await client.query<Row>(
    `with batch as (
       select merchant_id, at, id from stamgast.outbox where handled_at is null
       order by at limit $1 for update skip locked)
     update stamgast.outbox o set handled_at = now() from batch b
     where o.merchant_id = b.merchant_id and o.at = b.at and o.id = b.id
     returning o.merchant_id, o.id, o.at, o.type, o.member_id, o.sequence, o.data`,
    [BATCH],
  );
  return rows.sort((a, b) => a.at.getTime() - b.at.getTime());
}

async function addJobs(
  client: PoolClient,
  rows: Row[],
  subscriptions: Subscriptions,
): Promise<void> {
  const jobs = rows.flatMap(({ sequence: _, ...event }) =>
    (subscriptions[event.type] ?? []).map((name) => ({ name, event })),
  );
  if (jobs.length === 0) return;
  await client.query(
    `select graphile_worker.add_job(j.name, j.event)
     from json_to_recordset($1) j (name text, event json)`,
    [JSON.stringify(jobs)],
  );
}

/** One notification per member: the newest sequence tells all. */
async function tellPages(client: PoolClient, rows: Row[]): Promise<void> {
  const newest = new Map<string, number>();
  for (const { merchant_id, member_id, sequence } of rows) {
    if (member_id === null || sequence === null) continue;
    const key = `${merchant_id} ${member_id}`;
    newest.set(key, Math.max(sequence, newest.get(key) ?? 0));
  }
  if (newest.size === 0) return;
  await client.query('select pg_notify($1, payload) from unnest($2::text[]) payload', [
    LIVE_CHANNEL,
    [...newest].map(([key, sequence]) => `${key} ${sequence}`),
  ]);
}
