import type { z } from 'zod';
import type { confirmCardRecoverySchema } from '#contract/card-recovery.ts';
import { type Refused, refuse } from '#contract/refusals.ts';
import { audit } from '#features/audit/index.ts';
import { openOneTimeCode, spendOneTimeCode } from '#platform/auth/one-time-code.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { encodeId } from '#platform/ids/ids.ts';
import { findCardToken } from './card-recovery-queries.ts';
import type { CardRecoveryDeps } from './deps.ts';

type Claim = z.output<typeof confirmCardRecoverySchema>;

/** Gives the address of the card to whoever read the code from the e-mail. */
export async function claimCardRecovery(
  deps: CardRecoveryDeps,
  { recovery, code }: Claim,
): Promise<{ ok: true; url: string } | Refused> {
  const now = deps.clock.now();
  const text = recovery + code.replace(/\D/g, '');
  const opened = await deps.db.kysely.transaction().execute(async (trx) => {
    const found = await openOneTimeCode(trx, 'card_recovery', text, now);
    if (found.ok) await spendOneTimeCode(trx, found.hash, now);
    return found;
  });
  if (!opened.ok) return refuse(opened.code);
  const { merchantId, subjectId: cardId } = opened;
  return inMerchant(deps.db, merchantId, async (trx) => {
    const card = await findCardToken(merchantId, trx, cardId);
    if (!card?.token) return refuse('code_invalid');
    await audit(trx, {
      merchantId,
      at: now,
      actor: `card:${cardId}`,
      action: 'card.recovered',
      subject: encodeId('crd', cardId),
    });
    return { ok: true, url: `${deps.origin()}/c/${card.token}` };
  });
}
