import type pg from 'pg';
import { connectionPort, type LedgerPort } from './port.ts';

/**
 * Runs `work` in one transaction on one connection. A statement that failed has ended the
 * transaction already: `commit` then takes everything back, as it should.
 */
export async function inLockedTransaction<T>(
  pool: pg.Pool,
  work: (port: LedgerPort) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(connectionPort(client));
    await client.query('commit');
    return result;
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    // A connection in an unknown state is closed instead of going back to the pool.
    client.release(broken);
  }
}
