import type { Staff } from '#contract/staff.ts';
import { encodeId } from '#platform/ids/ids.ts';
import { showPlaces } from './read-places.ts';
import type { StoredStaff } from './staff-queries.ts';

/** A person as the API shows them: never a hash, never a user's id. */
export const staffView = (row: StoredStaff): Staff => ({
  id: encodeId('stf', row.id),
  name: row.name,
  email: row.email,
  role: row.role,
  location_ids: showPlaces(row.location_ids),
  signs_in: row.user_id !== null,
  has_pin: row.pin_hash !== null,
  archived: row.archived_at !== null,
  created_at: row.created_at.toISOString(),
});
