import pg from 'pg';

/** The role the application speaks as; see migrations/0002-roles.sql. */
export const APP_ROLE = 'stamgast_app';

const CONNECT_TIMEOUT_MS = 5_000;
const IDLE_TIMEOUT_MS = 30_000;
const STATEMENT_TIMEOUT_MS = 20_000;
const LOCK_TIMEOUT_MS = 10_000;

export type PoolOptions = {
  url: string;
  size: number;
  /** Undefined: the login itself, which owns the tables. */
  role: string | undefined;
  /** False: a crash may lose the commits of the last moment; for what can be made anew. */
  durable: boolean;
  /** Told when an idle connection breaks; the pool replaces it. */
  onBroken: (error: Error) => void;
};

/** A pool whose connections have our types, time-outs and role from their first statement on. */
export function createPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.size,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    types: { getTypeParser },
    options: connectionOptions(options),
  });
  pool.on('error', options.onBroken);
  return pool;
}

function connectionOptions({ role, durable }: PoolOptions): string {
  return [
    ...(role === undefined ? [] : [`-c role=${role}`]),
    ...(durable ? [] : ['-c synchronous_commit=off']),
    '-c search_path=stamgast',
    `-c statement_timeout=${STATEMENT_TIMEOUT_MS}`,
    `-c lock_timeout=${LOCK_TIMEOUT_MS}`,
    `-c idle_in_transaction_session_timeout=${STATEMENT_TIMEOUT_MS}`,
  ].join(' ');
}

const INT8 = 20;
const DATE = 1082;

/** int8 as a number that lost nothing, a date as its text: a day has no zone to be moved by. */
const getTypeParser: typeof pg.types.getTypeParser = (id: number, format?: 'text' | 'binary') => {
  if (format !== 'binary') {
    if (id === INT8) return safeInteger;
    if (id === DATE) return (text: string) => text;
  }
  return pg.types.getTypeParser(id, format as 'text');
};

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`${text} is beyond what a number can hold`);
  return value;
}
