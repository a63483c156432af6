import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runChild, runQuietly } from './child.js';
import { say } from './say.js';
import { toolPath } from './tool.js';

const CHECKS = [
  { name: 'format and lint', tool: '@biomejs/biome', args: ['check', '--error-on-warnings'] },
  { name: 'types of the server', tool: 'typescript', args: ['-p', '.'] },
  { name: 'types of card and till', tool: 'typescript', args: ['-p', 'web/tsconfig.preact.json'] },
  { name: 'types of the admin', tool: 'typescript', args: ['-p', 'web/tsconfig.react.json'] },
  { name: 'unused code', tool: 'knip', args: [] },
];
const COMMANDS = { '@biomejs/biome': 'biome', typescript: 'tsc', knip: 'knip' };

/** `npm test`: every check, then every test. `npm test -- path`: those tests alone. */
export async function runChecks(project, rest) {
  const results = join(project, '.stamgast', 'test-results.json');
  mkdirSync(join(project, '.stamgast'), { recursive: true });
  rmSync(results, { force: true });
  if (rest.length > 0) return vitest(project, rest);
  for (const check of CHECKS) {
    if (!(await passes(project, check))) return 1;
  }
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
  return vitest(project, reporters);
}

/** The long forms, by name: reports go to docs/reports. */
export function runFull(project, rest) {
  if (rest.length === 0) {
    say('Say which: npm run laws, races, api-model, kill-nine or screens.');
    return 2;
  }
  return vitest(project, ['--config', 'tests/simulation/full.config.ts', ...rest]);
}

function vitest(project, args) {
  return runChild(process.execPath, [toolPath(project, 'vitest'), 'run', ...args], {
    cwd: project,
  });
}

async function passes(project, { name, tool, args }) {
  const start = Date.now();
  const command = COMMANDS[tool];
  const script = toolPath(project, tool, command);
  const { code, output } = await runQuietly(process.execPath, [script, ...args], { cwd: project });
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  if (code === 0) {
    say(`✓ ${name} (${seconds} s)`);
    return true;
  }
  say(output.trim());
  const alone = ['npx', command, ...args].join(' ');
  say(`\n✗ ${name}: mend what is listed above. This check alone: ${alone}`);
  return false;
}
