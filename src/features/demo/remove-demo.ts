import type { ClientBase } from 'pg';
import type { Db } from '#platform/db/database.ts';
import { TENANT_TABLES } from '#platform/db/table-classes.ts';

/** Ids of the merchants that are marked as demo, whole or left half-way. */
export const findDemos = async (db: Db): Promise<string[]> => {
  const { rows } = await db.owner.query<{ id: string }>(
    'select merchant_id as id from stamgast.merchant where demo order by merchant_id',
  );
  return rows.map(({ id }) => id);
};

/** Takes every demo away with all that belongs to it. Returns how many there were. */
export const removeDemos = async (db: Db): Promise<number> => {
  const merchants = await findDemos(db);
  if (merchants.length === 0) return 0;
  const client = await db.owner.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    await client.query('set local statement_timeout = 0');
    await removeRows(client, merchants);
    await client.query('commit');
    return merchants.length;
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.release(broken);
  }
};

const removeRows = async (client: ClientBase, merchants: string[]): Promise<void> => {
  await removeUsers(client, merchants);
  for (const table of await controlTables(client)) {
    await client.query(`delete from control."${table}" where merchant_id = any($1)`, [merchants]);
  }
  // The list names a table after those it points to.
  for (const table of [...TENANT_TABLES].reverse()) {
    await client.query(`delete from stamgast."${table}" where merchant_id = any($1)`, [merchants]);
  }
};

/** Who looked at the demo and has no other merchant; their sessions go with them. */
const removeUsers = (client: ClientBase, merchants: string[]) =>
  client.query(
    `delete from control.auth_user u
     where exists (select from control.staff_directory d
         where d.user_id = u.id and d.merchant_id = any($1))
       and not exists (select from control.staff_directory d
         where d.user_id = u.id and d.merchant_id <> all($1))`,
    [merchants],
  );

const controlTables = async (client: ClientBase): Promise<string[]> => {
  const { rows } = await client.query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = 'control' and column_name = 'merchant_id'`,
  );
  return rows.map(({ name }) => name);
};
