import type { z } from 'zod';
import { type Refused, refuse } from '#contract/refusals.ts';
import type { pairedTillSchema } from '#contract/till.ts';
import type { Locale } from '#core/program.ts';
import { audit } from '#features/audit/index.ts';
import { openOneTimeCode, spendOneTimeCode } from '#platform/auth/one-time-code.ts';
import { newSecret, secretHash } from '#platform/auth/secret.ts';
import { inMerchant, type MerchantTransaction } from '#platform/db/tenant.ts';
import { encodeId } from '#platform/ids/ids.ts';
import type { TillDeps } from './deps.ts';
import { findTill, type StoredTill } from './till-queries.ts';

type Paired = { ok: true; paired: z.infer<typeof pairedTillSchema> } | Refused;

/** Makes the device that names the code the till it stands for. The token is shown only here. */
export async function pairTill(
  deps: TillDeps,
  code: string,
  name: string | undefined,
): Promise<Paired> {
  const now = deps.clock.now();
  const opened = await deps.db.kysely.transaction().execute(async (trx) => {
    const found = await openOneTimeCode(trx, 'pairing', code, now);
    // Spent at once: of two devices that name it together one is paired.
    if (found.ok) await spendOneTimeCode(trx, found.hash, now);
    return found;
  });
  if (!opened.ok) return refuse(opened.code);
  const { merchantId, subjectId } = opened;
  return inMerchant(deps.db, merchantId, async (trx): Promise<Paired> => {
    const till = await findTill(merchantId, trx, subjectId);
    if (!till || till.revoked_at) return refuse('code_invalid');
    const token = await connect(trx, merchantId, till, name ?? till.name, now);
    const merchant = await trx
      .selectFrom('merchant')
      .select(['name', 'locale', 'currency'])
      .where('merchant_id', '=', merchantId)
      .executeTakeFirstOrThrow();
    return {
      ok: true,
      paired: {
        token,
        till: { id: encodeId('til', till.id), name: name ?? till.name },
        location: { id: encodeId('loc', till.location_id), name: till.location_name },
        merchant: {
          id: encodeId('mer', merchantId),
          name: merchant.name,
          locale: merchant.locale as Locale,
          currency: merchant.currency,
        },
      },
    };
  });
}

async function connect(
  trx: MerchantTransaction,
  merchantId: string,
  till: StoredTill,
  name: string,
  now: number,
): Promise<string> {
  const token = newSecret();
  await trx
    .updateTable('till')
    .set({ paired_at: new Date(now), last_seen_at: new Date(now), name })
    .where('merchant_id', '=', merchantId)
    .where('id', '=', till.id)
    .execute();
  await trx
    .insertInto('control.till_token')
    .values({
      hash: secretHash(token),
      merchant_id: merchantId,
      till_id: till.id,
      created_at: new Date(now),
    })
    .execute();
  await audit(trx, {
    merchantId,
    at: now,
    actor: `till:${till.id}`,
    action: 'till.paired',
    subject: encodeId('til', till.id),
    details: { name, location_id: encodeId('loc', till.location_id) },
  });
  return token;
}
