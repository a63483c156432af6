import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { file, html, type Route, route } from '#platform/http/index.ts';
import { problemsPage } from './problems-page.ts';
import { referencePage } from './reference-page.ts';
import type { Json } from './schemas.ts';

const shared = {
  method: 'GET',
  tag: 'docs',
  internal: true,
  access: { kind: 'public', limit: 'anonymous' },
} as const;

/** Where the document lies; a test compares it with the routes. */
export const OPENAPI_FILE = resolve(import.meta.dirname, '../../../docs/openapi-v1.yaml');

type Texts = { yaml: string; json: string; document: Json };

/** Read when first asked for: making it from the schemas would hold up the tills for a second. */
const readTexts = async (): Promise<Texts> => {
  const yaml = await readFile(OPENAPI_FILE, 'utf8');
  const document = parse(yaml) as Json;
  return { yaml, json: JSON.stringify(document), document };
};

/** The reference for people and for programs. */
export const docsRoutes = (): Route[] => {
  let read: Promise<Texts> | undefined;
  const texts = () => {
    read ??= readTexts();
    return read;
  };
  return [
    route({
      ...shared,
      path: '/openapi-v1.yaml',
      summary: 'The OpenAPI document as YAML',
      responses: { 200: 'application/yaml' },
      handle: async () => file((await texts()).yaml, 'application/yaml; charset=utf-8'),
    }),
    route({
      ...shared,
      path: '/openapi-v1.json',
      summary: 'The OpenAPI document as JSON',
      responses: { 200: 'application/json' },
      handle: async () => file((await texts()).json, 'application/json; charset=utf-8'),
    }),
    route({
      ...shared,
      path: '/docs',
      summary: 'The reference as a page',
      responses: { 200: 'text/html' },
      handle: async ({ styleNonce }) => html(referencePage((await texts()).document, styleNonce())),
    }),
    route({
      ...shared,
      path: '/docs/problems',
      summary: 'Every refusal with its status and what to do',
      responses: { 200: 'text/html' },
      handle: async ({ locale, styleNonce }) => html(problemsPage(locale, styleNonce())),
    }),
  ];
};
