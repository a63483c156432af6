import type { AuditQuery } from '#contract/audit.ts';
import { ID_PREFIXES, type IdPrefix } from '#contract/ids.ts';
import { newestFirst } from '#platform/db/newest-first.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';
import type { Moment } from '#platform/http/index.ts';
import { decodeId } from '#platform/ids/ids.ts';

export type StoredAudit = {
  at: Date;
  id: string;
  actor: string;
  action: string;
  subject: string | null;
  details: unknown;
};

/** A page of the log, newest first: one row more than asked for tells that there are more. */
export async function findAudit(
  merchantId: string,
  trx: MerchantTransaction,
  query: AuditQuery,
  after: Moment | null,
): Promise<StoredAudit[]> {
  let rows = trx
    .selectFrom('audit')
    .select(['at', 'id', 'actor', 'action', 'subject', 'details'])
    .where('merchant_id', '=', merchantId);
  if (query.action) rows = rows.where('action', '=', query.action);
  if (query.subject) rows = rows.where('subject', '=', query.subject);
  if (query.actor) rows = rows.where('actor', '=', storedActor(query.actor));
  if (query.from) rows = rows.where('at', '>=', new Date(query.from));
  if (query.to) rows = rows.where('at', '<', new Date(query.to));
  return newestFirst(rows, { limit: query.limit, after }).execute();
}

/** Names of the staff among the actors, by actor. */
export async function findActorNames(
  merchantId: string,
  trx: MerchantTransaction,
  actors: string[],
): Promise<Map<string, string>> {
  const ids = actors.filter((actor) => actor.startsWith('staff:')).map((actor) => actor.slice(6));
  if (ids.length === 0) return new Map();
  const rows = await trx
    .selectFrom('staff')
    .select(['id', 'name'])
    .where('merchant_id', '=', merchantId)
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [`staff:${row.id}`, row.name]));
}

/** `stf_…` as the log stores it: `staff:<uuid>`. */
function storedActor(outside: string): string {
  const prefix = outside.slice(0, 3) as IdPrefix;
  const kind = ID_PREFIXES[prefix].replace(' ', '_');
  return `${kind}:${decodeId(prefix, outside)}`;
}
