import { setTimeout } from 'node:timers/promises';
import { wakeWorkers } from '#platform/jobs/wake.ts';
import type { Command, RunResult } from './command.ts';
import type { LedgerContext } from './context.ts';
import { decideOnce, type RoundResult } from './decide-once.ts';
import { inLockedTransaction } from './locked-transaction.ts';
import { connectionPort } from './port.ts';

/** From the third conflict on the member's row is locked while deciding. */
const FREE_CONFLICTS = 3;
/** Under the lock only a denied claim or a key that another wrote starts a new round. */
const MOST_ROUNDS = 12;
const LOCK_PAUSE_MS = 10;

/**
 * Loads, decides and commits. A conflict loads and decides again, after the third under the
 * member's row lock; a claim that finds too little left is decided again as denied. When even that
 * doesn't end, somebody else is at the same write: `in_flight`, which asks to come again.
 */
export async function runDecision(ctx: LedgerContext, command: Command): Promise<RunResult> {
  const denied: { kind: string; id: string }[] = [];
  let conflicts = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const result: RoundResult =
      conflicts < FREE_CONFLICTS
        ? await decideOnce({ ctx, denied, port: connectionPort(ctx.db.app), lock: false }, command)
        : await inLockedTransaction(ctx.db.app, (port) =>
            decideOnce({ ctx, denied, port, lock: true }, command),
          );
    if (result.status === 'claim_denied') denied.push(result.claim);
    else if (result.status === 'conflict') conflicts += 1;
    else if (result.status !== 'in_flight' || round === 0) return told(ctx, result);
    // The server tells of a failure before it lets go of its locks: our own last round may still
    // hold the idempotency key.
    else await setTimeout(LOCK_PAUSE_MS);
  }
  return { status: 'in_flight' };
}

/** What was written lies in the outbox: the workers may look. */
export function told<T extends { status: string }>(ctx: LedgerContext, result: T): T {
  if (result.status === 'committed') wakeWorkers(ctx.db);
  return result;
}
