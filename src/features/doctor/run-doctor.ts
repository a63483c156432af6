import type { Db } from '#platform/db/database.ts';
import { environmentChecks } from './environment-checks.ts';
import { checkLedger, LEDGER_CHECKS } from './ledger-checks.ts';
import { replayCheck } from './replay-check.ts';
import type { Check, Report } from './report.ts';

/**
 * Proves the ledger: every sum, every version, and that deciding everything again gives what is
 * stored. Reads one snapshot, so it may run beside the server, and changes nothing.
 */
export async function runDoctor(db: Db): Promise<Report> {
  const client = await db.owner.connect();
  try {
    await client.query('begin isolation level repeatable read, read only');
    await client.query('set local statement_timeout = 0');
    await client.query('set local idle_in_transaction_session_timeout = 0');
    const checks: Check[] = [];
    for (const check of LEDGER_CHECKS) checks.push(await checkLedger(client, check));
    checks.push(await replayCheck(client));
    checks.push(...(await environmentChecks(db, client)));
    return { ok: checks.every((check) => check.ok || check.warning), checks };
  } finally {
    client.release(true);
  }
}
