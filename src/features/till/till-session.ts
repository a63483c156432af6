import type { z } from 'zod';
import type { Refused } from '#contract/refusals.ts';
import type { tillSessionSchema } from '#contract/till.ts';
import { audit, auditBy } from '#features/audit/index.ts';
import { checkPin } from '#features/staff/index.ts';
import { newSecret, secretHash } from '#platform/auth/secret.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import type { TillPrincipal } from '#platform/http/index.ts';
import { encodeId } from '#platform/ids/ids.ts';
import type { TillDeps } from './deps.ts';

/** A shift; whoever takes over gives their own PIN anyway. */
export const SESSION_MS = 12 * 3600 * 1000;

type Opened = { ok: true; session: z.infer<typeof tillSessionSchema> } | Refused;

/** Puts a person behind a till by their PIN. */
export async function openTillSession(
  deps: TillDeps,
  till: TillPrincipal,
  staffId: string,
  pin: string,
): Promise<Opened> {
  const checked = await checkPin(deps, till, staffId, pin);
  if (!checked.ok) return checked;
  const { merchantId, tillId } = till;
  const now = deps.clock.now();
  const token = newSecret();
  const expiresAt = new Date(now + SESSION_MS);
  await inMerchant(deps.db, merchantId, async (trx) => {
    await trx
      .insertInto('control.till_session')
      .values({
        hash: secretHash(token),
        merchant_id: merchantId,
        till_id: tillId,
        staff_id: staffId,
        created_at: new Date(now),
        expires_at: expiresAt,
      })
      .execute();
    await audit(trx, {
      merchantId,
      at: now,
      actor: `staff:${staffId}`,
      action: 'till.signed_in',
      subject: encodeId('til', tillId),
      details: auditBy(till).where,
    });
  });
  const { name, role } = checked.staff;
  const staff = { id: encodeId('stf', staffId), name, role };
  return { ok: true, session: { token, expires_at: expiresAt.toISOString(), staff } };
}

/** Ends the session a till sent along; ending it twice is no fault. */
export async function closeTillSession(
  deps: TillDeps,
  till: TillPrincipal,
  token: string,
): Promise<void> {
  await deps.db.kysely
    .deleteFrom('control.till_session')
    .where('hash', '=', secretHash(token))
    .where('merchant_id', '=', till.merchantId)
    .where('till_id', '=', till.tillId)
    .execute();
}
