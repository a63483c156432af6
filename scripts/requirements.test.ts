import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import {
  parseRequirements,
  parseTestNames,
  readRequirements,
  requirementFaults,
} from './requirements.ts';

test('the table of requirements and the names of the tests agree', () => {
  const { requirements, tests } = readRequirements(resolve(import.meta.dirname, '..'));
  expect(requirements).toHaveLength(93);
  expect(new Set(requirements.map(({ id }) => id)).size).toBe(requirements.length);
  expect(tests.length).toBeGreaterThan(20);
  expect(requirementFaults(requirements, tests)).toEqual([]);
});

const row = (id: string, code: string, state: string) => `| ${id} | words | ${code} | ${state} |\n`;
const faults = (table: string, source: string) =>
  requirementFaults(parseRequirements(table), parseTestNames('a.test.ts', source));

test.each([
  ['built without a test', row('E1', '`src/core`', 'built'), '', 'E1 is built, but no test'],
  ['an unknown id', row('E1', '', 'open'), "test('[E1, E99] x', f)", 'E99 is unknown'],
  ['an unknown state', row('E1', '`src/core`', 'soon'), '', '"soon" is none of'],
  ['no code', row('E1', '', 'part'), '', 'name its code'],
])('the check itself finds %s', (_, table, source, fault) => {
  expect(faults(table, source)).toEqual([expect.stringContaining(fault)]);
});

test.each([
  ["test('[E1] x', f)", ['E1']],
  ['test("[E1, P10] it\'s", f)', ['E1', 'P10']],
  ['test.each([[f(1), 2]])(`[M1] %s`, f)', ['M1']],
  ["test.skipIf(!has('x'))(\n  '[P9] x',\n f)", ['P9']],
  ["test.each<[string, F]>([['(', f(g(h(1)))]])('[E1] %s', f)", ['E1']],
  ["test.runIf(isRoot)('[P1] x', f)", ['P1']],
  ["test('no id [E1]', f)", []],
  ["test('[not an id] x', f)", []],
])('the ids of %s are read', (source, ids) => {
  expect(parseTestNames('a.test.ts', source).map((each) => each.ids)).toEqual([ids]);
});
