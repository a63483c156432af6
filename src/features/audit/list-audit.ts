import type { AuditAction, AuditQuery, AuditRow } from '#contract/audit.ts';
import type { IdPrefix } from '#contract/ids.ts';
import type { Refused } from '#contract/refusals.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { type Deps, type JsonAnswer, listByMoment, type Moment } from '#platform/http/index.ts';
import { encodeId } from '#platform/ids/ids.ts';
import { findActorNames, findAudit, type StoredAudit } from './audit-queries.ts';

const PREFIXES: Record<string, IdPrefix> = {
  staff: 'stf',
  till: 'til',
  api_key: 'key',
  card: 'crd',
};

/** The merchant's log, newest first, filtered by who, what, whom and when. */
export function listAudit(
  deps: Pick<Deps, 'db'>,
  merchantId: string,
  query: AuditQuery,
): Promise<JsonAnswer | Refused> {
  return inMerchant(deps.db, merchantId, (trx) => {
    const find = async (after: Moment | null) => {
      const rows = await findAudit(merchantId, trx, query, after);
      const actors = rows.map(({ actor }) => actor);
      const names = await findActorNames(merchantId, trx, actors);
      return rows.map((row) => ({ ...row, name: names.get(row.actor) ?? null }));
    };
    return listByMoment(query, find, auditView);
  });
}

function auditView(row: StoredAudit & { name: string | null }): AuditRow {
  const [kind = 'system', id] = row.actor.split(':');
  const prefix = PREFIXES[kind];
  return {
    id: encodeId('aud', row.id),
    at: row.at.toISOString(),
    actor: {
      kind: kind as AuditRow['actor']['kind'],
      id: id && prefix ? encodeId(prefix, id) : null,
      name: row.name,
    },
    action: row.action as AuditAction,
    subject: row.subject,
    details: row.details as Record<string, unknown>,
  };
}
