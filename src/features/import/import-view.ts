import type { ImportView } from '#contract/import.ts';
import { encodeId } from '#platform/ids/ids.ts';
import { noCounts } from './counts.ts';
import { REJECTED_DAYS } from './import-files.ts';
import type { ImportRow } from './import-row-queries.ts';

const DAY_MS = 86_400_000;

const rejectedUntil = ({ uploaded_at, finished_at, counts }: ImportRow): string | null => {
  if (!uploaded_at || !finished_at || !counts.rejected_lines) return null;
  return new Date(finished_at.getTime() + REJECTED_DAYS * DAY_MS).toISOString();
};

export const importView = (row: ImportRow): ImportView => ({
  id: encodeId('imp', row.id),
  file_name: row.file_name,
  state: row.state,
  award: row.award,
  mapping: row.mapping,
  counts: row.counts.lines === undefined ? null : { ...noCounts(), ...row.counts },
  bytes: row.bytes,
  read_bytes: row.read_bytes,
  fault: row.fault,
  rejected_until: rejectedUntil(row),
  created_at: (row.uploaded_at ?? row.started_at).toISOString(),
  started_at: row.written_from ? row.started_at.toISOString() : null,
  finished_at: row.finished_at?.toISOString() ?? null,
});
