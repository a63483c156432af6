import type { Permission } from '#contract/permissions.ts';
import { type Refused, refuse } from '#contract/refusals.ts';
import type { Db } from '#platform/db/database.ts';
import type { ApiKeyPrincipal, Deps } from '#platform/http/index.ts';
import { API_KEY_COLUMNS, type ApiKeyRow, markUsed } from './api-key-queries.ts';
import { secretHash } from './api-key-secret.ts';

/** A revoked key works for at most this long in a process that has just seen it. */
const KEPT_MS = 5_000;
const USED_EVERY_MS = 60_000;
const MOST_KEYS = 5_000;

type Known = { principal: ApiKeyPrincipal; until: number };
type KeyRequest = { headers: { authorization?: string | undefined } };

/** The program behind `Authorization: Bearer sk_…`. */
export const apiKeyResolver = (deps: Pick<Deps, 'db' | 'clock'>) => {
  const known = new Map<string, Known>();
  return async ({ headers }: KeyRequest): Promise<ApiKeyPrincipal | Refused | null> => {
    const secret = /^Bearer (sk_\S{10,100})$/i.exec(headers.authorization ?? '')?.[1];
    if (secret === undefined) return null;
    const hash = secretHash(secret);
    const now = deps.clock.now();
    const cached = known.get(hash.toString('base64'));
    if (cached && cached.until > now) return cached.principal;
    const row = await findByHash(deps.db, hash);
    if (!row || row.revoked_at) return refuse('unauthenticated');
    await noteUse(deps.db, row, now);
    const principal = principalOf(row);
    known.delete(hash.toString('base64'));
    known.set(hash.toString('base64'), { principal, until: now + KEPT_MS });
    const oldest = known.keys().next();
    if (known.size > MOST_KEYS && !oldest.done) known.delete(oldest.value);
    return principal;
  };
};

/** The key behind a secret's hash, revoked or not: here the credential names the merchant. */
const findByHash = (db: Db, hash: Buffer): Promise<ApiKeyRow | undefined> =>
  db.kysely
    .selectFrom('control.api_key')
    .select(API_KEY_COLUMNS)
    .where('hash', '=', hash)
    .executeTakeFirst();

const principalOf = (row: ApiKeyRow): ApiKeyPrincipal => ({
  kind: 'api_key',
  merchantId: row.merchant_id,
  keyId: row.id,
  name: row.name,
  permissions: row.scopes as Permission[],
});

/** To the minute is exact enough, and keeps the hot path free of writes. */
const noteUse = async (db: Db, row: ApiKeyRow, now: number): Promise<void> => {
  if (now - (row.last_used_at?.getTime() ?? 0) < USED_EVERY_MS) return;
  await markUsed(row.merchant_id, row.id, new Date(now), db.kysely);
};
