import type { AuditAction, AuditQuery, AuditRow } from '#contract/audit.ts';
import type { IdPrefix } from '#contract/ids.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { type Deps, decodeCursor, page } from '#platform/http/index.ts';
import { encodeId } from '#platform/ids/ids.ts';
import { findActorNames, findAudit, type StoredAudit } from './audit-queries.ts';

const PREFIXES: Record<string, IdPrefix> = {
  staff: 'stf',
  till: 'til',
  api_key: 'key',
  card: 'crd',
};

/** The merchant's log, newest first, filtered by who, what, whom and when. */
export function listAudit(deps: Pick<Deps, 'db'>, merchantId: string, query: AuditQuery) {
  return inMerchant(deps.db, merchantId, async (trx) => {
    const rows = await findAudit(merchantId, trx, query, cursorOf(query.cursor));
    const names = await findActorNames(
      merchantId,
      trx,
      rows.map((row) => row.actor),
    );
    return page(
      rows,
      query.limit,
      (row) => [row.at.getTime(), row.id],
      (row) => auditView(row, names),
    );
  });
}

function cursorOf(cursor: string | undefined): { at: Date; id: string } | null {
  const key = cursor === undefined ? null : decodeCursor(cursor, 2);
  const [at, id] = key ?? [];
  return typeof at === 'number' && typeof id === 'string' ? { at: new Date(at), id } : null;
}

function auditView(row: StoredAudit, names: Map<string, string>): AuditRow {
  const [kind = 'system', id] = row.actor.split(':');
  const prefix = PREFIXES[kind];
  return {
    id: encodeId('aud', row.id),
    at: row.at.toISOString(),
    actor: {
      kind: kind as AuditRow['actor']['kind'],
      id: id && prefix ? encodeId(prefix, id) : null,
      name: id ? (names.get(id) ?? null) : null,
    },
    action: row.action as AuditAction,
    subject: row.subject,
    details: row.details as Record<string, unknown>,
  };
}
