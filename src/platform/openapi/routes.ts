import { stringify } from 'yaml';
import { file, html, type Route, route } from '#platform/http/index.ts';
import { openApiDocument } from './document.ts';
import { problemsPage } from './problems-page.ts';
import { referencePage } from './reference-page.ts';

const shared = {
  method: 'GET',
  tag: 'docs',
  internal: true,
  access: { kind: 'public', limit: 'anonymous' },
} as const;

/** The document as it is committed: stable order, lines of text unbroken. */
export const openApiYaml = (routes: readonly Route[]): string =>
  stringify(openApiDocument(routes), { lineWidth: 0, aliasDuplicateObjects: false });

/** The reference for people and for programs, made once from the running routes. */
export const docsRoutes = (routes: () => readonly Route[]): Route[] => {
  let made: { yaml: string; json: string } | undefined;
  const texts = () => {
    made ??= { yaml: openApiYaml(routes()), json: JSON.stringify(openApiDocument(routes())) };
    return made;
  };
  return [
    route({
      ...shared,
      path: '/openapi-v1.yaml',
      summary: 'The OpenAPI document as YAML',
      responses: { 200: 'application/yaml' },
      handle: async () => file(texts().yaml, 'application/yaml; charset=utf-8'),
    }),
    route({
      ...shared,
      path: '/openapi-v1.json',
      summary: 'The OpenAPI document as JSON',
      responses: { 200: 'application/json' },
      handle: async () => file(texts().json, 'application/json; charset=utf-8'),
    }),
    route({
      ...shared,
      path: '/docs',
      summary: 'The reference as a page',
      responses: { 200: 'text/html' },
      handle: async ({ styleNonce }) =>
        html(referencePage(openApiDocument(routes()), styleNonce())),
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
