import type { OwnerLink } from '#contract/invitation.ts';
import type { Refused } from '#contract/refusals.ts';
import { GOALS } from '#core/template-goals.ts';
import { findMerchant } from '#features/merchant/index.ts';
import { findStaff } from '#features/staff/index.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { openCode } from './claim-code.ts';
import type { InvitationDeps } from './deps.ts';
import { NOBODY } from './setup-link.ts';

type Read = { ok: true; link: OwnerLink } | Refused;

/** Says what a set-up link still waits for, without using it up. */
export async function readOwnerLink(deps: InvitationDeps, code: string): Promise<Read> {
  const opened = await openCode(deps, 'owner_link', code);
  if (!opened.ok) return opened;
  const { merchantId, subjectId } = opened;
  if (merchantId === NOBODY) return { ok: true, link: { state: 'new', merchant: null } };
  return inMerchant(deps.db, merchantId, async (trx) => {
    const owner = await findStaff(merchantId, trx, subjectId);
    const { name, trade, goal, currency, zone, branding } = await findMerchant(merchantId, trx);
    const known = GOALS.find((each) => each === goal) ?? null;
    const merchant = { name, trade, goal: known, currency, zone, color: branding.color };
    return { ok: true, link: { state: owner?.user_id ? 'claimed' : 'unclaimed', merchant } };
  });
}
