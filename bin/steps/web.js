import { createHash } from 'node:crypto';
import fs, { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from './child.js';
import { Mendable, withProgress } from './say.js';

const SOURCES = [
  'web/**',
  'src/core/**',
  'src/contract/**',
  'vite.config.ts',
  'scripts/build-web.ts',
  'package-lock.json',
];

/** Builds what browsers load, unless it was built from exactly these sources. */
export async function ensureWeb(project) {
  const hash = hashOf(project);
  const record = join(project, 'dist', '.source-hash');
  if (existsSync(record) && readFileSync(record, 'utf8') === hash) return;
  // A build that fails half-way must not pass for the one recorded before.
  rmSync(record, { force: true });
  const { code, output } = await withProgress('Building the pages', () =>
    runQuietly(process.execPath, [join(project, 'scripts', 'build-web.ts')], { cwd: project }),
  );
  if (code !== 0) throw new Mendable(`The pages could not be built:\n${output.trim()}`);
  mkdirSync(join(project, 'dist'), { recursive: true });
  writeFileSync(record, hash);
}

/** Through the module's object: an older Node, which loads but never calls this, has no glob. */
function hashOf(project) {
  const hash = createHash('sha256');
  for (const name of fs.globSync(SOURCES, { cwd: project }).sort()) {
    const file = join(project, name);
    if (!statSync(file).isFile() || /\.test\.tsx?$/.test(name)) continue;
    hash.update(`${name}\0`).update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}
