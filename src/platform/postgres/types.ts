/** What the embedded server needs of a logger; pino's fits. */
export interface ServerLog {
  info(message: string): void;
  warn(message: string): void;
}

export interface Connection {
  /** Folder of the Unix socket, or 127.0.0.1 where there is none. */
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

/** The user PostgreSQL runs as; undefined: the invoking user. */
export type RunAs = { uid: number; gid: number } | undefined;

/** Where the parts of the embedded server lie; all absolute. */
export interface Layout {
  /** Folder that holds the cluster, its log and (if short enough) its socket. */
  root: string;
  cluster: string;
  socketDir: string;
  logFile: string;
  runAs: RunAs;
}

export interface StartOptions {
  dataDir: string;
  log: ServerLog;
  /** Server settings beside the defaults, e.g. `{ fsync: 'off' }` in tests. */
  settings?: Record<string, string>;
  /** Told once when the database ends without having been asked to. */
  onLost?: (reason: string) => void;
}

export interface Embedded {
  connection: Connection;
  /** True when the database was already running: an orphan, or another process's. */
  adopted: boolean;
  /** Process id of the postmaster. */
  pid: number;
  /** False when another process serves from this database; the right ends with this process. */
  claimServing(): Promise<boolean>;
  /** Ends the database, unless another process still uses it. */
  stop(): Promise<void>;
}
