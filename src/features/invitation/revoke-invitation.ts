import { type Refused, refuse } from '#contract/refusals.ts';
import { audit, auditBy } from '#features/audit/index.ts';
import { revokeOneTimeCodes } from '#platform/auth/one-time-code.ts';
import { inMerchant, type MerchantTransaction } from '#platform/db/tenant.ts';
import type { MerchantPrincipal } from '#platform/http/index.ts';
import { encodeId } from '#platform/ids/ids.ts';
import type { InvitationDeps } from './deps.ts';
import { findInvitation } from './invitation-queries.ts';

/** Takes an invitation back: its link opens nothing any more. */
export function revokeInvitation(
  deps: InvitationDeps,
  principal: MerchantPrincipal,
  id: string,
): Promise<{ ok: true } | Refused> {
  const { merchantId } = principal;
  return inMerchant(deps.db, merchantId, async (trx): Promise<{ ok: true } | Refused> => {
    const invitation = await findInvitation(merchantId, trx, id);
    if (!invitation || invitation.accepted_at) return refuse('not_found');
    const at = deps.clock.now();
    await withdraw(trx, merchantId, id, at);
    await audit(trx, {
      merchantId,
      at,
      actor: auditBy(principal).actor,
      action: 'invitation.revoked',
      subject: encodeId('inv', id),
      details: { email: invitation.email },
    });
    return { ok: true };
  });
}

export async function withdraw(
  trx: MerchantTransaction,
  merchantId: string,
  id: string,
  now: number,
): Promise<void> {
  await revokeOneTimeCodes(trx, { purpose: 'invitation', merchantId, subjectId: id, now });
  await trx
    .deleteFrom('invitation')
    .where('merchant_id', '=', merchantId)
    .where('id', '=', id)
    .execute();
}
