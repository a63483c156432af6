import type { Refused } from '#contract/refusals.ts';
import { refuse } from '#contract/refusals.ts';
import type { ReversalAnswer, ReversalInput } from '#contract/reversal.ts';
import {
  type Done,
  findDecisionPlace,
  isElsewhere,
  type Write,
  type Writer,
  type Written,
  write,
} from '#features/decision/index.ts';
import type { Loaded, Plan } from '#features/ledger/index.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { decodeId } from '#platform/ids/ids.ts';

/** Says why this one may not undo that now; null = they may. */
export type Guard = (done: Done, now: number) => Refused | null;

const planReversal = (
  { decision, order }: Loaded,
  reason: string | undefined,
  guard: Guard,
  now: number,
): Plan => {
  if (!decision) return refuse('not_found');
  const refused = guard({ at: decision.at, staffId: decision.staff_id }, now);
  if (refused) return refused;
  // The order has gone to another member since: what it gave here was taken back then.
  if (decision.subject.startsWith('order:') && order?.member_id !== decision.member_id) {
    return refuse('not_reversible');
  }
  return { ok: true, event: { type: 'reversal', decision_id: decision.id, reason } };
};

/** What happened nowhere, such as a correction by hand, is in the reach of who did it. */
const isOutOfReach = async (writer: Writer, decisionId: string): Promise<boolean> => {
  if (!writer.places) return false;
  const { db, merchantId, staffId } = writer.ctx;
  const done = await inMerchant(db, merchantId, (trx) =>
    findDecisionPlace(merchantId, decisionId, trx),
  );
  if (!done) return true;
  return done.location_id === null
    ? done.staff_id !== staffId
    : isElsewhere(writer, done.location_id);
};

/** Takes back everything one decision changed; an order it was about earns nothing any more. */
export const reverseDecision = async (
  writer: Writer,
  input: ReversalInput,
  guard: Guard,
): Promise<Written<ReversalAnswer> | Refused> => {
  const decision_id = decodeId('dec', input.decision_id);
  if (decision_id === null) return refuse('not_found');
  if (await isOutOfReach(writer, decision_id)) return refuse('not_found');
  const what: Write<ReversalAnswer> = {
    load: { decision_id, lots: 'open' },
    plan: (loaded, now) => planReversal(loaded, input.reason, guard, now),
    body: (parts) => parts,
  };
  return write(writer, what);
};
