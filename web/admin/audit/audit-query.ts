import type { AuditAction, AuditRow } from '#contract/audit.ts';
import { api, type Page } from '../api.ts';

/** Filters as the page holds them; empty = any. Days are `YYYY-MM-DD` of the reader's clock. */
export type Filters = { action: AuditAction | ''; actor: string; from: string; to: string };

export const NO_FILTERS: Filters = { action: '', actor: '', from: '', to: '' };

/** Pages one file holds at most. */
const MOST_PAGES = 100;
const PAGE = 100;

/** The query of the API; both days are included whole. */
export const auditSearch = (filters: Filters, limit: number, cursor: string): string => {
  const search = new URLSearchParams({ limit: String(limit) });
  if (filters.action) search.set('action', filters.action);
  if (filters.actor) search.set('actor', filters.actor);
  if (filters.from) search.set('from', new Date(`${filters.from}T00:00`).toISOString());
  if (filters.to) search.set('to', new Date(`${filters.to}T23:59:59.999`).toISOString());
  if (cursor) search.set('cursor', cursor);
  return search.toString();
};

export const auditPage = (filters: Filters, limit: number, cursor: string) =>
  api.get<Page<AuditRow>>(`/v1/audit?${auditSearch(filters, limit, cursor)}`);

/** Everything that matches, up to a bound; `isCut` where there is more. */
export const wholeAudit = async (
  filters: Filters,
): Promise<{ rows: AuditRow[]; isCut: boolean }> => {
  const rows: AuditRow[] = [];
  let cursor = '';
  for (let count = 0; count < MOST_PAGES; count += 1) {
    const page = await auditPage(filters, PAGE, cursor);
    rows.push(...page.data);
    if (page.next_cursor === null) return { rows, isCut: false };
    cursor = page.next_cursor;
  }
  return { rows, isCut: true };
};
