#!/usr/bin/env node
/**
 * Starts everything from a fresh clone: `npm start`, `npm test`, `stamgast …`. Plain JavaScript
 * without dependencies, since it runs before there are any, on whatever Node ≥ 20 the machine has.
 * All it says goes to stderr: stdout belongs to the command (`--json` prints one line there).
 */
import module from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runChecks, runFull } from './steps/checks.js';
import { runChild } from './steps/child.js';
import { ensureDependencies } from './steps/dependencies.js';
import { ensureNode, hasFeatures } from './steps/node.js';
import { Mendable, say } from './steps/say.js';
import { ensureWeb } from './steps/web.js';

const PROJECT = dirname(dirname(fileURLToPath(import.meta.url)));
const NEED_THE_WEB = new Set(['start', 'test', 'demo', 'run', 'full']);

async function main(argv) {
  if (!hasFeatures()) return relaunch(await ensureNode(PROJECT), argv);
  delete process.env.STAMGAST_RELAUNCHED;
  preferNode(process.execPath);
  await ensureDependencies(PROJECT);
  const [command, ...rest] = argv;
  if (NEED_THE_WEB.has(command)) await ensureWeb(PROJECT);
  if (command === 'test') return runChecks(PROJECT, rest);
  // A script of the project, and the long form of a proof that `npm test` runs in small.
  if (command === 'run') return runChild(process.execPath, rest, { cwd: PROJECT });
  if (command === 'full') return runFull(PROJECT, rest);
  // Keeps the sources with their types stripped: a warm start reads instead of parsing them.
  module.enableCompileCache(join(PROJECT, '.stamgast', 'compile-cache'));
  const { run } = await import('../src/main/cli.ts');
  return run(argv);
}

/** Runs this launcher again with a Node that can run the project, before dependencies come. */
function relaunch(node, argv) {
  if (process.env.STAMGAST_RELAUNCHED) {
    throw new Mendable(`${process.execPath} can't run TypeScript: install Node 26 (nodejs.org).`);
  }
  preferNode(node);
  return runChild(node, [fileURLToPath(import.meta.url), ...argv], {
    env: { ...process.env, STAMGAST_RELAUNCHED: '1' },
  });
}

/** npm chooses packages by the Node it finds first, so ours has to be it. */
function preferNode(node) {
  const folder = dirname(node);
  const path = process.env.PATH ?? '';
  if (path.split(delimiter)[0] !== folder) process.env.PATH = `${folder}${delimiter}${path}`;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  say(error instanceof Mendable ? error.message : String(error?.stack ?? error));
  process.exitCode = 1;
}
