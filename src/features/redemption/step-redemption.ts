import type { RedemptionAnswer } from '#contract/redemption.ts';
import { type Refused, refuse } from '#contract/refusals.ts';
import type { RedemptionEvent } from '#core/event.ts';
import {
  type Done,
  isElsewhere,
  type Write,
  type Writer,
  type Written,
  write,
} from '#features/decision/index.ts';
import type { LedgerContext } from '#features/ledger/index.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { findRedemption } from './redemption-queries.ts';
import { redemptionBody } from './redemption-view.ts';

type Step = Exclude<RedemptionEvent['step'], 'hold' | 'issue'>;

/** Says why this one may not cancel that now; null = they may. */
export type CancelGuard = (done: Done, now: number) => Refused | null;

/** Asked only for who is limited to some locations; a redemption never moves to another. */
const isOutOfReach = async (writer: Writer, redemptionId: string): Promise<boolean> => {
  if (!writer.places) return false;
  const { db, merchantId } = writer.ctx;
  const row = await inMerchant(db, merchantId, (trx) =>
    findRedemption(merchantId, redemptionId, trx),
  );
  return !row || isElsewhere(writer, row.location_id);
};

/** Takes a redemption one step further: capture, release, fulfill, cancel, expire. */
export const stepRedemption = async (
  writer: Writer,
  redemption_id: string,
  step: Step,
  guard?: CancelGuard,
): Promise<Written<RedemptionAnswer> | Refused> => {
  if (await isOutOfReach(writer, redemption_id)) return refuse('not_found');
  const what: Write<RedemptionAnswer> = {
    load: { redemption_id, lots: 'open' },
    plan: (loaded, now) => {
      const { redemption, state } = loaded;
      if (!redemption) return refuse('not_found');
      const issuedAt = state?.redemptions[redemption.id]?.issued_at ?? redemption.at;
      const refused = guard?.({ at: issuedAt, staffId: redemption.staff_id }, now);
      if (refused) return refused;
      return { ok: true, event: { type: 'redemption', redemption_id, step }, flags: writer.flags };
    },
    body: (parts, loaded, shown) => redemptionBody(writer.ctx, parts, loaded, shown),
  };
  return write(writer, what);
};

/** Ends a hold whose time is over; somebody may have been quicker, then there is nothing to do. */
export const expireRedemption = async (
  ctx: LedgerContext,
  redemptionId: string,
): Promise<'expired' | 'settled'> => {
  const done = await stepRedemption({ ctx, reader: 'en' }, redemptionId, 'expire');
  return done.ok ? 'expired' : 'settled';
};
