import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Mendable } from './say.js';

/** The script behind an installed package's command, to be run by our own Node. */
export function toolPath(project, name, command = name.split('/').at(-1)) {
  const packageJson = join(project, 'node_modules', name, 'package.json');
  if (!existsSync(packageJson)) throw new Mendable(`${name} is not installed: run npm ci.`);
  const { bin } = JSON.parse(readFileSync(packageJson, 'utf8'));
  return join(dirname(packageJson), typeof bin === 'string' ? bin : bin[command]);
}
