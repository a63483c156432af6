import type { Permission } from '#contract/permissions.ts';
import { type Refused, refuse } from '#contract/refusals.ts';
import { audit } from '#features/audit/index.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';
import { encodeId, newId } from '#platform/ids/ids.ts';
import { type ApiKeyRow, findApiKey, insertApiKey, markRevoked } from './api-key-queries.ts';
import { newSecret, secretHash } from './api-key-secret.ts';

/** Whose key, who asks, when. */
export type KeyWrite = { merchantId: string; actor: string; now: number };
export type CreatedKey = { row: ApiKeyRow; secret: string };

/** Makes a key; its secret is in the answer and nowhere else. */
export const createApiKey = async (
  trx: MerchantTransaction,
  { merchantId, actor, now }: KeyWrite,
  key: { name: string; scopes: readonly Permission[] },
): Promise<CreatedKey> => {
  const secret = newSecret();
  const row = {
    id: newId(),
    name: key.name,
    scopes: [...key.scopes],
    last_four: secret.slice(-4),
    created_at: new Date(now),
    created_by: actor,
  };
  await insertApiKey(merchantId, { ...row, hash: secretHash(secret) }, trx);
  await audit(trx, {
    merchantId,
    actor,
    action: 'api_key.created',
    subject: encodeId('key', row.id),
    details: { name: key.name, scopes: row.scopes },
    at: now,
  });
  const stored = { ...row, merchant_id: merchantId, last_used_at: null, revoked_at: null };
  return { row: stored, secret };
};

/** Ends a key for good; a second time changes nothing. */
export const revokeApiKey = async (
  trx: MerchantTransaction,
  write: KeyWrite,
  id: string,
): Promise<ApiKeyRow | Refused> => {
  const { merchantId, actor, now } = write;
  const known = await findApiKey(merchantId, id, trx);
  if (!known) return refuse('not_found');
  if (known.revoked_at) return known;
  const revoked_at = new Date(now);
  await markRevoked(merchantId, id, revoked_at, trx);
  const subject = encodeId('key', id);
  const details = { name: known.name };
  await audit(trx, { merchantId, actor, action: 'api_key.revoked', subject, details, at: now });
  return { ...known, revoked_at };
};

/** Nobody hands out more than they have. */
export const holdsAll = (own: readonly Permission[], scopes: readonly Permission[]): boolean =>
  scopes.every((scope) => own.includes(scope));

/** A new secret with the same name and scopes; the old one ends at once. */
export const rotateApiKey = async (
  trx: MerchantTransaction,
  write: KeyWrite,
  id: string,
  own: readonly Permission[],
): Promise<CreatedKey | Refused> => {
  const known = await findApiKey(write.merchantId, id, trx);
  if (!known) return refuse('not_found');
  if (known.revoked_at) return refuse('api_key_revoked');
  const scopes = known.scopes as Permission[];
  if (!holdsAll(own, scopes)) return refuse('forbidden');
  await revokeApiKey(trx, write, id);
  return createApiKey(trx, write, { name: known.name, scopes });
};
