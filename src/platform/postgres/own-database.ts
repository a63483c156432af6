import pg from 'pg';
import { errorCode } from '#platform/config/is-missing.ts';
import { operatorError } from '#platform/config/operator-error.ts';

const OLDEST_VERSION = 150_000;
const CONNECT_TIMEOUT_MS = 10_000;

const MENDS: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there: start that PostgreSQL or correct the address',
  ENOENT: 'there is no such socket: start that PostgreSQL or correct the address',
  ENOTFOUND: 'no machine has this name: correct the address',
  EAI_AGAIN: 'the name could not be looked up: check the network or use an address',
  '28P01': 'the password is wrong',
  '28000': 'this user may not sign in from here: see pg_hba.conf of that server',
  '3D000': 'this database does not exist: create it (createdb)',
};

/** Connects to the operator's own PostgreSQL once, so that a fault is told with its mend. */
export async function checkOwnDatabase(url: string): Promise<void> {
  const connectionTimeoutMillis = CONNECT_TIMEOUT_MS;
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis });
  const where = `${client.host}:${client.port}/${client.database ?? ''}`;
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; number: number }>(
      `select current_setting('server_version') as version,
              current_setting('server_version_num')::integer as number`,
    );
    const found = rows[0];
    if (!found || found.number < OLDEST_VERSION) {
      throw operatorError(
        `DATABASE_URL leads to PostgreSQL ${found?.version} (${where}): use version 15 to 18`,
      );
    }
  } catch (error) {
    const mend = MENDS[errorCode(error) ?? ''];
    if (mend) throw operatorError(`DATABASE_URL (${where}) can't be used: ${mend}`, error);
    throw error;
  } finally {
    await client.end();
  }
}
