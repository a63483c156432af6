import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operatorError } from '#platform/config/operator-error.ts';
import { canReach, postgresUser, SHARED_FOLDER } from './run-as.ts';
import type { Layout, RunAs, ServerLog } from './types.ts';

/** A socket's address holds 104 bytes on some systems, of which `/.s.PGSQL.5432` takes 14. */
const LONGEST_SOCKET_DIR = 86;

const POINTER = 'postgres-is-elsewhere';

/** Decides where the cluster, the socket and the log lie, and makes the folders. */
export function prepareLayout(dataDir: string, log: ServerLog): Layout {
  if (!existsSync(dataDir)) {
    mkdirSync(dataDir, { recursive: true });
    // The database's user has to pass through; whatever is private in it has its own mode.
    chmodSync(dataDir, 0o755);
  }
  const data = realpathSync(dataDir);
  const known = join(knownRoot(data) ?? data, 'postgres');
  const runAs = existsSync(known) ? ownerOf(known) : postgresUser();
  const root = clusterRoot(data, runAs, log);
  const socketDir = socketFolder(root);
  makePrivate(socketDir, runAs);
  return {
    root,
    cluster: join(root, 'postgres'),
    socketDir,
    logFile: join(root, 'postgres.log'),
    runAs,
  };
}

/** Where an earlier start put the cluster, when not into the data folder. */
function knownRoot(data: string): string | undefined {
  const pointer = join(data, POINTER);
  return existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : undefined;
}

/** A cluster stays with the user that made it; root can act for any, others only for themselves. */
function ownerOf(cluster: string): RunAs {
  const { uid, gid } = statSync(cluster);
  const own = process.getuid?.();
  if (own === undefined || own === uid) return undefined;
  if (own === 0) return { uid, gid };
  throw operatorError(
    `The database in ${cluster} was made by another user (${uid}): start Stamgast as that user, ` +
      'or as root, or with its own data, e.g. STAMGAST_DATA=./other',
  );
}

/** The data folder itself, or, where PostgreSQL's user can't reach it, one below /var/lib. */
function clusterRoot(data: string, runAs: RunAs, log: ServerLog): string {
  const known = knownRoot(data);
  if (known !== undefined) return known;
  if (canReach(data, runAs)) return data;
  const elsewhere = join(SHARED_FOLDER, shortHash(data));
  mkdirSync(elsewhere, { recursive: true, mode: 0o755 });
  writeFileSync(join(data, POINTER), `${elsewhere}\n`, { flush: true });
  log.warn(
    `PostgreSQL doesn't run as root, and its user can't reach ${data}: the database lies in ` +
      `${elsewhere}. To choose the place, set STAMGAST_DATA to a folder such as /srv/stamgast.`,
  );
  return elsewhere;
}

function socketFolder(root: string): string {
  const near = join(root, 'socket');
  if (Buffer.byteLength(near) <= LONGEST_SOCKET_DIR) return near;
  return join(tmpdir(), `stamgast-${shortHash(root)}`);
}

/** Makes a folder only PostgreSQL's user (and root) may open; refuses one of another owner. */
function makePrivate(folder: string, runAs: RunAs): void {
  if (!existsSync(folder)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (runAs) chownSync(folder, runAs.uid, runAs.gid);
  }
  const found = lstatSync(folder);
  const owner = runAs?.uid ?? process.getuid?.() ?? found.uid;
  if (!found.isDirectory() || found.uid !== owner) {
    throw operatorError(`${folder} belongs to somebody else: remove it and start again.`);
  }
  if (process.platform !== 'win32') chmodSync(folder, 0o700);
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
