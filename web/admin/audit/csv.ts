import type { AuditRow } from '#contract/audit.ts';
import { csvLine } from '#contract/csv.ts';

const COLUMNS = ['at', 'actor_kind', 'actor', 'actor_id', 'action', 'subject', 'details'];

/** The rows as CSV (RFC 4180), with the names of the API as its head. */
export const auditCsv = (rows: readonly AuditRow[]): string =>
  [
    COLUMNS,
    ...rows.map(({ at, actor, action, subject, details }) => [
      at,
      actor.kind,
      actor.name ?? '',
      actor.id ?? '',
      action,
      subject ?? '',
      JSON.stringify(details),
    ]),
  ]
    .map(csvLine)
    .join('');
