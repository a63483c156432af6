import type { z } from 'zod';
import { type Refused, refuse } from '#contract/refusals.ts';
import type { pairingCodeSchema } from '#contract/till.ts';
import { audit, auditBy } from '#features/audit/index.ts';
import { issueOneTimeCode } from '#platform/auth/one-time-code.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';
import type { MerchantPrincipal } from '#platform/http/index.ts';
import { encodeId, newId } from '#platform/ids/ids.ts';
import type { TillDeps } from './deps.ts';
import { findPlace } from './within-reach.ts';

type Created = { ok: true; code: z.infer<typeof pairingCodeSchema> } | Refused;

/** Adds a till that waits for a device, and the code that device has to name within 10 minutes. */
export async function createPairingCode(
  trx: MerchantTransaction,
  deps: Pick<TillDeps, 'clock'>,
  principal: MerchantPrincipal,
  { name, locationId }: { name: string; locationId: string | undefined },
): Promise<Created> {
  const { merchantId } = principal;
  const place = await findPlace(principal, trx, locationId);
  if (!place) return refuse('not_found');
  const id = newId();
  const at = deps.clock.now();
  await trx
    .insertInto('till')
    .values({
      merchant_id: merchantId,
      id,
      location_id: place.id,
      name,
      created_at: new Date(at),
    })
    .execute();
  const issue = { purpose: 'pairing', merchantId, subjectId: id, now: at } as const;
  const { code, expiresAt } = await issueOneTimeCode(trx, issue);
  await audit(trx, {
    merchantId,
    at,
    actor: auditBy(principal).actor,
    action: 'till.created',
    subject: encodeId('til', id),
    details: { name, location_id: encodeId('loc', place.id) },
  });
  const till_id = encodeId('til', id);
  return { ok: true, code: { till_id, code, expires_at: expiresAt.toISOString() } };
}
