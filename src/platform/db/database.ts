import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import { APP_ROLE, createPool } from './pool.ts';
import type { Tables } from './tables.ts';

/** The open database. Use cases query by `kysely`, the ledger by its two functions. */
export type Db = {
  /** Speaks as the application's role: tenant tables only inside `inMerchant`. */
  kysely: Kysely<Tables>;
  /** The pool behind `kysely`. */
  app: pg.Pool;
  /** Speaks as the owner of the tables: jobs, doctor, back-up. */
  owner: pg.Pool;
  /** False when the login may not take the application's role; then `app` speaks as the owner. */
  separateRoles: boolean;
  close(): Promise<void>;
};

export type DbOptions = {
  url: string;
  /** Connections for requests; the owner's pool for jobs has its own few. */
  connections?: number;
  ownerConnections?: number;
  /** True unless told: a commit that was answered is on the disk. */
  durable?: boolean;
  onBroken: (error: Error) => void;
};

/** Opens the pools of a migrated database. */
export async function openDatabase(options: DbOptions): Promise<Db> {
  const { url, onBroken, connections = 16, ownerConnections = 6, durable = true } = options;
  const shared = { url, durable, onBroken };
  const owner = createPool({ ...shared, size: ownerConnections, role: undefined });
  try {
    const separateRoles = await mayTakeRole(owner);
    const role = separateRoles ? APP_ROLE : undefined;
    const app = createPool({ ...shared, size: connections, role });
    const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: app }) });
    const close = async () => {
      await kysely.destroy();
      await owner.end();
    };
    return { kysely, app, owner, separateRoles, close };
  } catch (error) {
    await owner.end();
    throw error;
  }
}

async function mayTakeRole(owner: pg.Pool): Promise<boolean> {
  const found = await owner.query<{ may: boolean }>(
    "select pg_has_role(current_user, oid, 'member') as may from pg_roles where rolname = $1",
    [APP_ROLE],
  );
  return found.rows[0]?.may ?? false;
}
