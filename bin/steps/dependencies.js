import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './npm.js';
import { withProgress } from './say.js';

/** Installs the dependencies unless what is installed is what package-lock.json says. */
export async function ensureDependencies(project) {
  if (installedMatches(project)) return;
  const purpose = 'Installing the dependencies (once, about a minute)';
  await withProgress(purpose, () => install(project, purpose));
}

/**
 * A lock file made where a registry lacks some other machine's optional packages is refused by
 * `npm ci` though complete for this one; `npm install` takes the same locked versions from it.
 */
async function install(project, purpose) {
  // No install script is needed: what PostgreSQL's package would link is linked when it starts.
  const options = ['--include=dev', '--include=optional', '--ignore-scripts'];
  try {
    await npm(['ci', ...options], project, purpose);
  } catch (error) {
    if (!/EUSAGE/.test(error.message)) throw error;
    await npm(['install', '--no-save', ...options], project, purpose);
  }
}

/**
 * npm writes down what it installed when it has finished, so the two lists are compared; a list
 * of our own would not notice what the developer installs by hand.
 */
export function installedMatches(project) {
  const record = join(project, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = packagesOf(join(project, 'package-lock.json'));
  const installed = packagesOf(record);
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    if (installed[path]) return installed[path].version === entry.version;
    return entry.optional === true && !isForThisMachine(entry);
  });
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}

/** Of the optional packages npm leaves out what is for other machines (or another C library). */
function isForThisMachine({ os, cpu, libc }) {
  if (!os || !cpu || libc) return false;
  return os.includes(process.platform) && cpu.includes(process.arch);
}
