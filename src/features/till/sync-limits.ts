import type { Refused } from '#contract/refusals.ts';
import type { TillAction } from '#contract/till-action.ts';
import { normalizeCode } from '#core/code.ts';
import { type OfflineFlag, offlineFlags } from '#core/offline-limits.ts';
import { audit, auditBy } from '#features/audit/index.ts';
import { findMerchant, offlineLimitsOf } from '#features/merchant/index.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { decodeId } from '#platform/ids/ids.ts';
import { tappedSince } from './sync-device-actions.ts';
import type { Of, Outcome, Step } from './sync-run.ts';
import { happenedAt, wasOffline } from './sync-time.ts';

const DAY_MS = 86_400_000;

type Award = Of<'visit' | 'order'>;

const itemsOf = (action: TillAction): number =>
  action.kind === 'visit' ? action.stamps.reduce((sum, it) => sum + it.amount, 0) : 0;

const whoOf = ({ member }: Award): { memberId: string } | { code: string } => {
  if (!('id' in member)) return { code: normalizeCode(member.card_code) };
  return { memberId: decodeId('mem', member.id) ?? '' };
};

/** The merchant's limits that an award made without the network goes over. */
export const offlineFlagsOf = async (step: Step<Award>): Promise<OfflineFlag[]> => {
  const { principal, times, action, deps } = step;
  if (!wasOffline(times)) return [];
  const { merchantId } = principal;
  const since = new Date(happenedAt(times) - DAY_MS);
  return inMerchant(deps.db, merchantId, async (trx) => {
    const limits = offlineLimitsOf(await findMerchant(merchantId, trx));
    const award = {
      items: itemsOf(action),
      itemsBefore: await tappedSince(merchantId, trx, whoOf(action), since),
      amountMinor: action.kind === 'order' ? action.total_minor : 0,
      waitedMs: times.sent_at - times.device_at,
    };
    return offlineFlags(award, limits);
  });
};

/** Puts a flagged award into the log, where the owner comes upon it; a repeat of it is not news. */
export const noteFlagged = async (
  { deps, principal }: Step,
  done: Outcome | Refused,
): Promise<Outcome | Refused> => {
  if (!done.ok || done.replayed || done.flags.length === 0 || !done.decision) return done;
  const { merchantId } = principal;
  const { actor, where } = auditBy(principal);
  const details = { flags: done.flags, decision_id: done.decision.id, ...where };
  await inMerchant(deps.db, merchantId, (trx) =>
    audit(trx, {
      ...{ merchantId, actor, action: 'decision.flagged', at: deps.clock.now(), details },
      ...(done.member_id && { subject: done.member_id }),
    }),
  );
  return done;
};
