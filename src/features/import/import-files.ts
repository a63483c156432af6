import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Readable, Transform } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import type { RejectedRow } from '#contract/import.ts';
import type { Config } from '#platform/config/config.ts';
import { readSample } from './open-file.ts';

const REJECTED = '.rejected';
const FOR_US_ALONE = 0o600;

/** Where the files of imports lie: personal data, readable for the server alone. */
export type ImportFiles = { folder: string; upload: (id: string) => string };

export const importFiles = ({ dataDir }: Pick<Config, 'dataDir'>): ImportFiles => {
  const folder = join(dataDir, 'imports');
  return { folder, upload: (id) => join(folder, id) };
};

const rejectedPath = (files: ImportFiles, id: string): string => files.upload(id) + REJECTED;

/** Streams an upload to the disk; gives its hash. What was written before a failure is removed. */
export const saveUpload = async (
  files: ImportFiles,
  id: string,
  content: Readable,
): Promise<string> => {
  await mkdir(files.folder, { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  const hashed = new Transform({
    transform(piece: Buffer, _, done) {
      hash.update(piece);
      done(null, piece);
    },
  });
  const path = files.upload(id);
  try {
    const file = createWriteStream(path, { flags: 'wx', mode: FOR_US_ALONE });
    await pipeline(content, hashed, file);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return hash.digest('base64url');
};

export const removeUpload = (files: ImportFiles, id: string): Promise<void> =>
  rm(files.upload(id), { force: true });

export const removeFiles = async (files: ImportFiles, id: string): Promise<void> => {
  await removeUpload(files, id);
  await rm(rejectedPath(files, id), { force: true });
};

/** Keeps rejected rows as they come, one line each, however many. */
export const keepRejected = (files: ImportFiles, id: string) => {
  const file = createWriteStream(rejectedPath(files, id), { mode: FOR_US_ALONE });
  const done = finished(file);
  // A full disk shows when the file is closed.
  done.catch(() => undefined);
  return {
    note: (rejected: RejectedRow): void => {
      file.write(`${JSON.stringify(rejected)}\n`);
    },
    close: (): Promise<void> => {
      file.end();
      return done;
    },
  };
};

/** The beginning of an upload; null when its time is over. */
export const sampleOf = (files: ImportFiles, id: string): Promise<Buffer | null> =>
  readSample(files.upload(id)).catch((error) => {
    if (isMissing(error)) return null;
    throw error;
  });

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Rejected rows of the last check or import; none where there was none, or long ago. */
export async function* readRejected(files: ImportFiles, id: string): AsyncGenerator<RejectedRow> {
  const file = createReadStream(rejectedPath(files, id));
  try {
    for await (const line of createInterface({ input: file })) yield JSON.parse(line);
  } catch (error) {
    if (!isMissing(error)) throw error;
  } finally {
    file.destroy();
  }
}

const DAY_MS = 86_400_000;
export const UPLOAD_DAYS = 7;
export const REJECTED_DAYS = 30;

/** Removes files whose time is over. */
export const removeOldFiles = async ({ folder }: ImportFiles, now: number): Promise<void> => {
  const names = await readdir(folder).catch((error) => {
    if (isMissing(error)) return [];
    throw error;
  });
  for (const name of names) {
    const path = join(folder, name);
    const days = name.endsWith(REJECTED) ? REJECTED_DAYS : UPLOAD_DAYS;
    const known = await stat(path).catch(() => null);
    if (known && known.mtimeMs < now - days * DAY_MS) await rm(path, { force: true });
  }
};
