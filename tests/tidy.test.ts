import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { coreInBrowsers, layerFaults } from './tidy/layers.ts';
import {
  anyFaults,
  environmentFaults,
  nounFaults,
  purityFaults,
  tenantFaults,
  untranslatedFaults,
} from './tidy/rules.ts';
import { columnFaults, fileFaults, functionFaults } from './tidy/sizes.ts';
import { readProject, type Source, toSource } from './tidy/source.ts';
import { wordFaults } from './tidy/words.ts';

const project = readProject(resolve(import.meta.dirname, '..'));
const inBrowsers = coreInBrowsers(project);
const pure = (source: Source) => purityFaults(source, inBrowsers);

test.each([
  ['layers use only what is below them', layerFaults],
  ['the core asks no clock, dice or surroundings', pure],
  ['files are short enough to read', fileFaults],
  ['functions are short enough to read', functionFaults],
  ['lines fit into 100 columns', columnFaults],
  ['queries take the merchant first', tenantFaults],
  ['the environment is read in one place', environmentFaults],
  ['every type is known', anyFaults],
  ['every text is translated', untranslatedFaults],
  ['nothing is left that belongs elsewhere', wordFaults],
])('%s', (_, rule) => {
  expect(project.length).toBeGreaterThan(50);
  expect(project.flatMap(rule)).toEqual([]);
});

test('every feature is called by a noun of the glossary', () => {
  const paths = project.map(({ path }) => /^src\/features\/([^/]+)\//.exec(path)?.[1]);
  const features = [...new Set(paths.filter((name) => name !== undefined))];
  const glossary = project.find(({ path }) => path === 'GLOSSARY.md')?.text ?? '';
  expect(features.length).toBeGreaterThan(0);
  expect(nounFaults(features, glossary)).toEqual([]);
});

const importing = (name: string) => `import { x } from '${name}';\nexport const y = x;`;
const longFunction = `function f() {\n${'  g();\n'.repeat(70)}}\n`;
const longComponent = `const Card = () => {\n${'  g();\n'.repeat(150)}};\n`;
const env = ['process', 'env'].join('.');

test.each<[string, string, string, (source: Source) => string[]]>([
  ['core using the contract', 'src/core/a.ts', importing('#contract/b.ts'), layerFaults],
  ['core using a package', 'src/core/a.ts', importing('zod'), layerFaults],
  ['contract using a platform', 'src/contract/a.ts', importing('#platform/b.ts'), layerFaults],
  ['contract using Node', 'src/contract/a.ts', importing('node:fs'), layerFaults],
  ['platform using a feature', 'src/platform/a.ts', importing('#features/b/index.ts'), layerFaults],
  ['a layer reached sideways', 'src/platform/a.ts', importing('../core/b.ts'), layerFaults],
  ["another feature's inside", 'src/features/a/a.ts', importing('#features/b/b.ts'), layerFaults],
  ['surfaces mixed', 'web/till/a.ts', importing('../card/b.ts'), layerFaults],
  ['a dynamic import', 'src/core/a.ts', "export const y = () => import('zod');", layerFaults],
  ['a re-export', 'src/core/a.ts', "export { z } from 'zod';", layerFaults],
  ['a page using the platform', 'web/till/a.ts', importing('#platform/b.ts'), layerFaults],
  ['a clock', 'src/core/a.ts', 'export const y = () => Date.now();', pure],
  ['a date of now', 'src/core/a.ts', 'export const y = () => new Date();', pure],
  ['dice', 'src/core/a.ts', 'export const y = () => Math.random();', pure],
  ['a long file', 'src/a.ts', 'a();\n'.repeat(301), fileFaults],
  ['a long function', 'src/a.ts', longFunction, functionFaults],
  ['a long component', 'web/till/A.tsx', longComponent, functionFaults],
  ['a wide comment', 'src/a.ts', `// ${'word '.repeat(25)}\n`, columnFaults],
  ['no merchant', 'src/features/a/a-queries.ts', 'export function f(trx) {}', tenantFaults],
  ['no merchant', 'src/features/a/a-queries.ts', 'export const f = (id) => id;', tenantFaults],
  ['the environment', 'src/app.ts', `export const y = ${env}.PORT;`, environmentFaults],
  ['any', 'src/a.ts', 'export const y = (x: any) => x;', anyFaults],
  ['text of its own', 'web/till/A.tsx', 'export const A = () => <p>Hello</p>;', untranslatedFaults],
  ['a title', 'web/till/A.tsx', 'export const A = () => <p title="Hello" />;', untranslatedFaults],
  ['a path of a machine', 'README.md', `see ${['/wo', 'rk/'].join('')}main`, wordFaults],
  ['unfinished work', 'src/a.ts', `// ${['TO', 'DO'].join('')}: later`, wordFaults],
  ['a silenced linter', 'src/a.ts', `// ${['biome', 'ignore'].join('-')} x`, wordFaults],
])('the check itself finds %s', (_, path, text, rule) => {
  expect(rule(toSource(path, text))).toHaveLength(1);
});

test('the check itself finds Temporal in core code that a page loads through another file', () => {
  const temporal = toSource('src/core/b.ts', 'export const x = Temporal.PlainDate.from("");');
  const between = toSource('src/core/a.ts', importing('./b.ts'));
  const page = toSource('web/till/a.ts', importing('#core/a.ts'));
  const loaded = coreInBrowsers([temporal, between, page]);
  expect(purityFaults(temporal, loaded)).toHaveLength(1);
  expect(purityFaults(temporal, new Set())).toEqual([]);
});

test('the check itself lets good code pass', () => {
  const good = [
    ['src/features/a/a.ts', importing('#features/b/index.ts')],
    ['src/features/a/c.ts', importing('./a.ts')],
    ['web/till/a.ts', importing('../shared/b.ts')],
    ['src/features/a/a-queries.ts', 'export function f(merchantId, trx) {}'],
    ['web/till/A.tsx', 'export const A = () => <p title={t("x")}>Stamgast</p>;'],
    ['README.md', 'a network/path and the work / life balance'],
  ] as const;
  const rules = [layerFaults, tenantFaults, untranslatedFaults, wordFaults, functionFaults];
  for (const [path, text] of good) {
    expect(rules.flatMap((rule) => rule(toSource(path, text)))).toEqual([]);
  }
});

test('the check itself finds a feature without a noun', () => {
  const glossary = '| noun | meaning |\n| --- | --- |\n| stamp card | … |\n| member | … |\n';
  expect(nounFaults(['stamp-card', 'member'], glossary)).toEqual([]);
  expect(nounFaults(['account-holder'], glossary)).toHaveLength(1);
});
