import type { Role } from '#contract/permissions.ts';
import type { Db } from '#platform/db/database.ts';
import { inMerchant } from '#platform/db/tenant.ts';

/** More merchants than one person works for. */
const MAX_WORKPLACES = 100;

/** A person at one merchant who signs in with an address. */
export type Workplace = { merchantId: string; staffId: string; name: string; role: Role };

/** Where a user works, the first joined first. */
export async function workplacesOf(db: Pick<Db, 'kysely'>, userId: string): Promise<Workplace[]> {
  const rows = await db.kysely
    .selectFrom('control.staff_directory')
    .select(['merchant_id', 'staff_id'])
    .where('user_id', '=', userId)
    .orderBy('staff_id')
    .limit(MAX_WORKPLACES)
    .execute();
  const found: Workplace[] = [];
  for (const { merchant_id: merchantId, staff_id: staffId } of rows) {
    const person = await inMerchant(db, merchantId, (trx) =>
      trx
        .selectFrom('staff')
        .select(['name', 'role'])
        .where('merchant_id', '=', merchantId)
        .where('id', '=', staffId)
        .where('archived_at', 'is', null)
        .executeTakeFirst(),
    );
    if (person) found.push({ merchantId, staffId, ...person });
  }
  return found;
}
