import type { z } from 'zod';
import type { AuditAction, AuditQuery, AuditRow, auditListSchema } from '#contract/audit.ts';
import type { IdPrefix } from '#contract/ids.ts';
import { type Refused, refuseFields } from '#contract/refusals.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { type Deps, page } from '#platform/http/index.ts';
import { momentCursor } from '#platform/http/moment-cursor.ts';
import { encodeId } from '#platform/ids/ids.ts';
import { findActorNames, findAudit, type StoredAudit } from './audit-queries.ts';

const PREFIXES: Record<string, IdPrefix> = {
  staff: 'stf',
  till: 'til',
  api_key: 'key',
  card: 'crd',
};

/** The merchant's log, newest first, filtered by who, what, whom and when. */
export async function listAudit(
  deps: Pick<Deps, 'db'>,
  merchantId: string,
  query: AuditQuery,
): Promise<{ ok: true; page: z.infer<typeof auditListSchema> } | Refused> {
  const after = query.cursor === undefined ? null : momentCursor(query.cursor);
  if (after === undefined) return refuseFields([{ path: 'cursor', fault: 'cursor' }]);
  return inMerchant(deps.db, merchantId, async (trx) => {
    const rows = await findAudit(merchantId, trx, query, after);
    const names = await findActorNames(
      merchantId,
      trx,
      rows.map((row) => row.actor),
    );
    const keyOf = (row: StoredAudit) => [row.at.getTime(), row.id];
    const view = (row: StoredAudit) => auditView(row, names);
    return { ok: true, page: page(rows, query.limit, keyOf, view) };
  });
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
