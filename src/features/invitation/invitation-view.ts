import type { Invitation } from '#contract/invitation.ts';
import { showPlaces } from '#features/staff/index.ts';
import { encodeId } from '#platform/ids/ids.ts';
import type { StoredInvitation } from './invitation-queries.ts';

export const invitationView = (row: StoredInvitation): Invitation => ({
  id: encodeId('inv', row.id),
  email: row.email,
  name: row.name,
  role: row.role,
  location_ids: showPlaces(row.location_ids),
  expires_at: row.expires_at.toISOString(),
  created_at: row.created_at.toISOString(),
});
