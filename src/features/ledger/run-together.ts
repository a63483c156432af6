import pg from 'pg';
import type { Refused } from '#contract/refusals.ts';
import { inMerchant, type MerchantTransaction } from '#platform/db/tenant.ts';
import type { Command, RunResult } from './command.ts';
import type { LedgerContext } from './context.ts';
import { decideOnce, type RoundResult } from './decide-once.ts';
import { transactionPort } from './port.ts';
import { told } from './run-decision.ts';

const MOST_ROUNDS = 5;
const UNIQUE_VIOLATION = '23505';

/** A command whose rows were just written in the same transaction, or why there is none. */
export type Prepared = { ok: true; command: Command } | Refused;
type Refusal = { status: 'refused'; refusal: Refused['refusal'] };
type Result = RunResult | Refusal;

/** Leaves the transaction without keeping anything of it. */
class TakeBack extends Error {
  readonly result: RoundResult | Refusal;
  constructor(result: RoundResult | Refusal) {
    super('taken back');
    this.result = result;
  }
}

/**
 * Rows and a decision, both or neither: a member with the welcome gift. `prepare` writes its rows
 * and is called anew when another write was quicker; whatever doesn't commit leaves no row.
 */
export async function runTogether(
  ctx: LedgerContext,
  prepare: (trx: MerchantTransaction) => Promise<Prepared>,
): Promise<Result> {
  const denied: { kind: string; id: string }[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const result = await runOnce(ctx, prepare, denied);
    if (result.status === 'claim_denied') denied.push(result.claim);
    else if (result.status !== 'conflict') return told(ctx, result);
  }
  return { status: 'in_flight' };
}

async function runOnce(
  ctx: LedgerContext,
  prepare: (trx: MerchantTransaction) => Promise<Prepared>,
  denied: { kind: string; id: string }[],
): Promise<RoundResult | Refusal> {
  try {
    return await inMerchant(ctx.db, ctx.merchantId, async (trx) => {
      const prepared = await prepare(trx);
      if (!prepared.ok) throw new TakeBack({ status: 'refused', refusal: prepared.refusal });
      const round = { ctx, denied, port: transactionPort(trx), lock: true };
      const result = await decideOnce(round, prepared.command);
      if (result.status !== 'committed' && result.status !== 'recorded') throw new TakeBack(result);
      return result;
    });
  } catch (error) {
    if (error instanceof TakeBack) return error.result;
    const raced = error instanceof pg.DatabaseError && error.code === UNIQUE_VIOLATION;
    if (raced) return { status: 'conflict' };
    throw error;
  }
}
