/**
 * Compares docs/requirements.md with the ids in the names of the tests. Run by itself it lists the
 * tests of every id given (or of all); `npm test` runs the comparison.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isNode, type Node, toSource } from '../tests/tidy/source.ts';

export interface Requirement {
  id: string;
  code: string;
  state: string;
}

export interface TestName {
  file: string;
  name: string;
  ids: string[];
}

const STATES = ['open', 'part', 'built'];
const ROW = /^\| ([A-Z]\d{1,2}) \|[^|]*\|([^|]*)\|([^|]*)\|$/gm;
const FOLDERS = ['bin', 'src', 'tests', 'web', 'scripts', 'bench'];

export function parseRequirements(markdown: string): Requirement[] {
  return [...markdown.matchAll(ROW)].map(([, id = '', code = '', state = '']) => ({
    id,
    code: code.trim(),
    state: state.trim(),
  }));
}

/** Names of the tests in a file, with the ids of their leading brackets: `[E1, E2] …`. */
export function parseTestNames(file: string, text: string): TestName[] {
  return toSource(file, text)
    .nodes.filter(isTestCall)
    .flatMap((call) => {
      const name = nameOf(call);
      if (name === undefined) return [];
      const [, list = ''] = /^\[([A-Z]\d{1,2}(?:[, ]+[A-Z]\d{1,2})*)\]/.exec(name) ?? [];
      return [{ file, name, ids: list.split(/[, ]+/).filter(Boolean) }];
    });
}

/** `test(…)`, `test.runIf(…)(…)`, `test.each(…)(…)`: whatever starts at `test`. */
function isTestCall(node: Node): boolean {
  if (node.type !== 'CallExpression') return false;
  let callee = node.callee;
  while (isNode(callee) && callee.type !== 'Identifier') callee = callee.callee ?? callee.object;
  return isNode(callee) && callee.name === 'test';
}

function nameOf({ arguments: given }: Node): string | undefined {
  const first = (given as Node[])[0];
  if (typeof first?.value === 'string') return first.value;
  const parts = first?.type === 'TemplateLiteral' ? (first.quasis as Node[]) : undefined;
  return parts?.map(({ value }) => (value as { cooked: string }).cooked).join('…');
}

/** Every contradiction between the table and the tests. */
export function requirementFaults(requirements: Requirement[], tests: TestName[]): string[] {
  const known = new Set(requirements.map(({ id }) => id));
  const tested = new Set(tests.flatMap(({ ids }) => ids));
  return [
    ...requirements
      .filter(({ state }) => !STATES.includes(state))
      .map(({ id, state }) => `${id}: "${state}" is none of ${STATES.join(', ')}`),
    ...requirements
      .filter(({ id, state }) => state === 'built' && !tested.has(id))
      .map(({ id }) => `${id} is built, but no test's name starts with [${id}]`),
    ...requirements
      .filter(({ state, code }) => state !== 'open' && code === '')
      .map(({ id, state }) => `${id} is ${state}: name its code in the table`),
    ...tests.flatMap(({ file, name, ids }) =>
      ids.filter((id) => !known.has(id)).map((id) => `${file}: "${name}": ${id} is unknown`),
    ),
  ];
}

export function readRequirements(root: string): {
  requirements: Requirement[];
  tests: TestName[];
} {
  const table = readFileSync(join(root, 'docs', 'requirements.md'), 'utf8');
  const files = FOLDERS.flatMap((folder) => testFiles(root, folder));
  const tests = files.flatMap((file) =>
    parseTestNames(file, readFileSync(join(root, file), 'utf8')),
  );
  return { requirements: parseRequirements(table), tests };
}

function testFiles(root: string, folder: string): string[] {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return files.filter((name) => /\.test\.(js|tsx?)$/.test(name)).map((name) => join(folder, name));
}

function main(wanted: string[]): void {
  const { requirements, tests } = readRequirements(resolve(import.meta.dirname, '..'));
  for (const { id, state } of requirements) {
    if (wanted.length > 0 && !wanted.includes(id)) continue;
    const proofs = tests.filter(({ ids }) => ids.includes(id));
    console.log(`${id} ${state}`);
    for (const { file, name } of proofs) console.log(`  ${file}: ${name}`);
  }
  const faults = requirementFaults(requirements, tests);
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
}

if (import.meta.main) main(process.argv.slice(2));
