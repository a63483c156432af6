import type { z } from 'zod';
import type { tillStaffSchema } from '#contract/till.ts';
import { findAllStaff } from '#features/staff/index.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { isBeyond, type TillPrincipal } from '#platform/http/index.ts';
import { encodeId } from '#platform/ids/ids.ts';
import type { TillDeps } from './deps.ts';

/** Names of who works at this till's location; nothing but what the choice needs. */
export async function listTillStaff(
  deps: TillDeps,
  { merchantId, locationId }: TillPrincipal,
): Promise<z.infer<typeof tillStaffSchema>> {
  const rows = await inMerchant(deps.db, merchantId, (trx) => findAllStaff(merchantId, trx));
  const now = deps.clock.now();
  return {
    data: rows
      .filter((row) => !row.archived_at && !isBeyond(row.location_ids, locationId))
      .map((row) => ({
        id: encodeId('stf', row.id),
        name: row.name,
        role: row.role,
        has_pin: row.pin_hash !== null,
        locked_until:
          row.pin_locked_until && row.pin_locked_until.getTime() > now
            ? row.pin_locked_until.toISOString()
            : null,
      })),
    next_cursor: null,
  };
}
