import { sql } from 'kysely';
import { type Refused, refuse } from '#contract/refusals.ts';
import { inMerchant, type MerchantTransaction } from '#platform/db/tenant.ts';
import { type JsonAnswer, replayed } from './answer.ts';
import type { Deps } from './deps.ts';
import { idempotencyOwner, type MerchantPrincipal } from './principal.ts';

type Write = {
  principal: MerchantPrincipal;
  idempotencyKey: string | null;
  requestHash: string;
};

/**
 * Runs a write in one transaction of the merchant and keeps its answer with it under the request's
 * idempotency key: a repeat gets the stored answer, another request under the same key a refusal.
 * Refusals are not stored and leave nothing behind. Commands to the ledger don't need this: their
 * key travels with the commit.
 */
export const idempotently = async (
  deps: Pick<Deps, 'db'>,
  request: Write,
  work: (trx: MerchantTransaction) => Promise<JsonAnswer | Refused>,
): Promise<JsonAnswer | Refused> => {
  const { principal, idempotencyKey: key } = request;
  // Carried out of the transaction by a throw, so that what was written before it is undone.
  let refused: Refused | undefined;
  const unlessRefused = (answer: JsonAnswer | Refused): JsonAnswer => {
    if (!('ok' in answer)) return answer;
    refused = answer;
    throw new Error('refused inside a transaction');
  };
  try {
    return await inMerchant(deps.db, principal.merchantId, async (trx) => {
      if (key === null) return unlessRefused(await work(trx));
      const known = await earlier(trx, request, key);
      if (known) return known;
      const answer = unlessRefused(await work(trx));
      await remember(trx, request, key, answer);
      return answer;
    });
  } catch (error) {
    if (refused) return refused;
    throw error;
  }
};

/** The answer an earlier request with this key got, or why there is none yet. */
const earlier = async (
  trx: MerchantTransaction,
  { principal, requestHash }: Write,
  key: string,
): Promise<JsonAnswer | Refused | null> => {
  const owner = idempotencyOwner(principal);
  // The same lock as the ledger's commit takes.
  const lock = await sql<{ free: boolean }>`select pg_try_advisory_xact_lock(hashtextextended(
    concat(${principal.merchantId}::uuid, ${owner}::text, ' ', ${key}::text), 0)) as free`.execute(
    trx,
  );
  if (!lock.rows[0]?.free) return refuse('idempotency_in_flight');
  const known = await trx
    .selectFrom('idempotency_key')
    .select(['hash', 'status', 'body'])
    .where('merchant_id', '=', principal.merchantId)
    .where('principal', '=', owner)
    .where('key', '=', key)
    .executeTakeFirst();
  if (!known) return null;
  if (known.hash !== requestHash) return refuse('idempotency_key_reused');
  const again = replayed(known.body);
  return known.status === 204 ? { status: 204, headers: again.headers ?? {} } : again;
};

const remember = async (
  trx: MerchantTransaction,
  { principal, requestHash }: Write,
  key: string,
  answer: JsonAnswer,
): Promise<void> => {
  await trx
    .insertInto('idempotency_key')
    .values({
      merchant_id: principal.merchantId,
      principal: idempotencyOwner(principal),
      key,
      hash: requestHash,
      status: answer.status,
      body: JSON.stringify(answer.body ?? null),
    })
    .execute();
};
