import { runQuietly } from './child.js';
import { Mendable } from './say.js';

const QUIET = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];

/** What goes wrong with npm, by what it prints, and the mend. */
const MENDS = [
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i,
    'No network: connect this machine to the internet (or set npm\'s "registry" or "proxy").',
  ],
  [/ENOSPC/, 'The disk is full: free about 1 GB.'],
  [/EACCES|EPERM|EROFS/, 'This folder may not be written: change its owner or move the project.'],
  [/E404|ETARGET/, 'npm\'s registry does not have this package: check npm\'s "registry" setting.'],
];

/** Runs npm in a folder; a failure is explained. */
export async function npm(args, cwd, purpose) {
  const { program, first, shell } = findNpm();
  const env = cleanEnvironment();
  const options = { cwd, env, shell };
  const { code, output } = await runQuietly(program, [...first, ...args, ...QUIET], options).catch(
    (error) => {
      if (error.code !== 'ENOENT') throw error;
      throw new Mendable('npm was not found: install it together with Node (nodejs.org).');
    },
  );
  if (code !== 0) throw new Mendable(explain(purpose, output));
}

/** Started by npm, we use that very npm, run by our own Node. */
function findNpm() {
  const running = process.env.npm_execpath ?? '';
  if (/npm-cli\.[cm]?js$/.test(running)) {
    return { program: process.execPath, first: [running], shell: false };
  }
  const windows = process.platform === 'win32';
  return { program: windows ? 'npm.cmd' : 'npm', first: [], shell: windows };
}

/** An npm inside an npm script would take the outer one's project and options for its own. */
function cleanEnvironment() {
  const inherited =
    /^npm_(package_|lifecycle_|command$|config_(local_prefix|global|omit|include)$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !inherited.test(name)));
}

export function explain(purpose, output) {
  const mend = MENDS.find(([pattern]) => pattern.test(output))?.[1];
  const detail = output.trim().split('\n').slice(0, 12).join('\n');
  return [`${purpose} failed.`, mend, 'npm said:', detail].filter(Boolean).join('\n');
}
