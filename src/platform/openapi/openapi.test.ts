import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { REFUSAL_CODES } from '#contract/refusals.ts';
import { LOCALES } from '#core/program.ts';
import { currentDocument } from '../../../scripts/openapi.ts';
import { type AppDeps, featureRoutes } from '../../app.ts';
import { openApiDocument } from './document.ts';
import { problemsPage } from './problems-page.ts';
import { referencePage } from './reference-page.ts';
import { OPENAPI_FILE } from './routes.ts';

const routes = featureRoutes({} as AppDeps);
const document = openApiDocument(routes);
const text = JSON.stringify(document);

test('[I6] the committed document is what the schemas say; `node scripts/openapi.ts` rewrites it', () => {
  expect(readFileSync(OPENAPI_FILE, 'utf8')).toBe(currentDocument());
});

test('[I6] every public route is documented once, with its own name', () => {
  const { paths } = document as { paths: Record<string, Record<string, { operationId: string }>> };
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
  const open = routes.filter(({ path, internal }) => path.startsWith('/v1/') && !internal);
  expect(operations).toHaveLength(open.length);
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(open.length);
});

test('[I6] every reference leads to a schema of the document', () => {
  const { components } = document as { components: { schemas: Record<string, unknown> } };
  const named = [...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map((match) => match[1] ?? '');
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter((name) => !(name in components.schemas))).toEqual([]);
  expect(text).not.toContain('#/$defs/');
});

test('[I6] no two routes share method and path', () => {
  const names = routes.map(({ method, path }) => `${method} ${path}`);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('[I6] the reference needs no script and shows every path', () => {
  const page = referencePage(document, 'abc');
  expect(page).not.toContain('<script');
  expect(page).toContain('<style nonce="abc">');
  for (const { path, internal } of routes) {
    if (path.startsWith('/v1/') && !internal) {
      expect(page).toContain(path.replace(/:(\w+)/g, '{$1}'));
    }
  }
});

test.each(LOCALES)('[I6] [P4] the page of problems explains every code: %s', (locale) => {
  const page = problemsPage(locale, 'abc');
  for (const code of REFUSAL_CODES) expect(page).toContain(`<section id="${code}">`);
});
