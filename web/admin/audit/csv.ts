import type { AuditRow } from '#contract/audit.ts';

/** A spreadsheet would run a cell that begins like a formula; an apostrophe keeps it a text. */
const cell = (text: string): string => {
  const tamed = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(tamed) ? `"${tamed.replaceAll('"', '""')}"` : tamed;
};

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
    .map((cells) => `${cells.map(cell).join(',')}\r\n`)
    .join('');
