import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { RunAs } from './types.ts';

/** The user `nobody` on every common Linux: PostgreSQL refuses to run as root. */
const NOBODY = 65534;

/** Where root keeps what PostgreSQL's user must reach and can't where it belongs. */
export const SHARED_FOLDER = '/var/lib/stamgast';

export function postgresUser(): RunAs {
  return process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : undefined;
}

/** Whether the given user may read the file or enter the folder, judged by the mode bits. */
export function canReach(path: string, user: RunAs): boolean {
  if (!user) return true;
  if (!mayEnter(path, user)) return false;
  const parent = dirname(path);
  return parent === path || canReach(parent, user);
}

function mayEnter(path: string, user: { uid: number; gid: number }): boolean {
  const { mode, uid, gid } = statSync(path);
  const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0;
  return ((mode >> shift) & 0o1) === 1;
}
