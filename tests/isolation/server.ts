import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { systemClock } from '#platform/clock/clock.ts';
import { parseConfig } from '#platform/config/config.ts';
import type { Db } from '#platform/db/database.ts';
import { LIMITS, type Limits } from '#platform/http/index.ts';
import { openTestDb } from '#support/ledger.ts';
import { createApp } from '../../src/app.ts';

export type IsolationServer = Awaited<ReturnType<typeof startIsolationServer>>;

/** The whole app with every route and without limits of rate. */
export async function startIsolationServer() {
  const dataDir = mkdtempSync(join(tmpdir(), 'stamgast-isolation-'));
  const parsed = parseConfig({ STAMGAST_DATA: dataDir, PUBLIC_URL: 'http://club.example' });
  if (!parsed.ok) throw new Error(parsed.faults.join());
  const { db, close } = await openTestDb();
  const log = pino({ level: 'fatal' });
  const limits = Object.fromEntries(
    Object.entries(LIMITS).map(([key, limit]) => [key, { ...limit, perSecond: 1e6, burst: 1e6 }]),
  ) as Limits;
  const app = await createApp({ config: parsed.config, db, log, limits, background: false });
  return {
    app,
    db,
    clock: systemClock,
    close: async () => {
      await app.close();
      await close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A fingerprint of every row that belongs to a merchant, by table. */
export async function rowsOf(db: Db, merchantId: string): Promise<Record<string, string>> {
  const tables = await db.owner.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.columns
     where column_name = 'merchant_id' and table_schema in ('stamgast', 'control') order by 1`,
  );
  const found: Record<string, string> = {};
  for (const { name } of tables.rows) {
    const { rows } = await db.owner.query(
      `select count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as is
       from ${name} t where merchant_id = $1`,
      [merchantId],
    );
    found[name] = rows[0].is;
  }
  return found;
}
