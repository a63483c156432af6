import type { Till } from '#contract/till.ts';
import { encodeId } from '#platform/ids/ids.ts';
import type { StoredTill } from './till-queries.ts';

export const tillView = (row: StoredTill): Till => ({
  id: encodeId('til', row.id),
  name: row.name,
  location: { id: encodeId('loc', row.location_id), name: row.location_name },
  state: row.revoked_at ? 'revoked' : row.paired_at ? 'paired' : 'waiting',
  paired_at: row.paired_at?.toISOString() ?? null,
  last_seen_at: row.last_seen_at?.toISOString() ?? null,
});
