import { escapeHtml } from '#platform/http/index.ts';
import { docsPage, prose } from './page.ts';
import type { Json } from './schemas.ts';

type Operation = {
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  parameters: { name: string; in: string; required: boolean; description?: string }[];
  requestBody?: { content: Record<string, { schema?: Json }> };
  responses: Record<string, { description: string; content?: Record<string, { schema?: Json }> }>;
};
type Entry = { method: string; path: string; operation: Operation };

/** The OpenAPI document as one page: readable without a script, with links to the raw files. */
export const referencePage = (document: Json, nonce: string): string => {
  const { info, paths, components } = document as {
    info: { description: string };
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Record<string, Json> };
  };
  const entries = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
  const tags = [...new Set(entries.map(({ operation }) => operation.tags[0] ?? ''))].sort();
  const content = [
    `<h1>Stamgast API</h1><p>${prose(info.description)}</p>`,
    '<p><a href="/openapi-v1.yaml">openapi-v1.yaml</a> · ',
    '<a href="/openapi-v1.json">openapi-v1.json</a> · <a href="/docs/problems">problems</a></p>',
    ...tags.map((tag) => group(tag, entries)),
    '<h2 id="schemas">schemas</h2>',
    ...Object.entries(components.schemas).map(
      ([name, schema]) => `<section id="schema-${name}"><h3>${name}</h3>${json(schema)}</section>`,
    ),
  ];
  return docsPage({ title: 'Stamgast API', language: 'en', nonce }, content.join(''));
};

const group = (tag: string, entries: Entry[]): string => {
  const own = entries.filter(({ operation }) => operation.tags.includes(tag));
  return `<h2 id="${escapeHtml(tag)}">${escapeHtml(tag)}</h2>${own.map(section).join('')}`;
};

const section = ({ method, path, operation }: Entry): string => {
  const { operationId, summary, description, parameters, requestBody, responses } = operation;
  const body = Object.values(requestBody?.content ?? {})[0]?.schema;
  return [
    `<section id="${operationId}"><h3><b>${method.toUpperCase()}</b> ${escapeHtml(path)}</h3>`,
    `<p>${prose(summary)}. <small>${prose(description ?? '')}</small></p>`,
    parameters.length > 0 ? table(parameters) : '',
    body ? `<details><summary>Request</summary>${json(body)}</details>` : '',
    ...Object.entries(responses)
      .filter(([status]) => status !== 'default')
      .map(([status, answer]) => answerOf(status, answer)),
    '</section>',
  ].join('');
};

const table = (parameters: Operation['parameters']): string => {
  const rows = parameters.map(
    ({ name, in: place, required, description = '' }) =>
      `<tr><td><code>${escapeHtml(name)}</code></td><td>${place}${required ? '' : ', optional'}` +
      `</td><td>${prose(description)}</td></tr>`,
  );
  const head = '<tr><th>Name</th><th>Where</th><th></th></tr>';
  return `<table>${head}${rows.join('')}</table>`;
};

const answerOf = (status: string, answer: Operation['responses'][string]): string => {
  const schema = Object.values(answer.content ?? {})[0]?.schema;
  const title = `${status} ${escapeHtml(answer.description)}`;
  return schema
    ? `<details><summary>${title}</summary>${json(schema)}</details>`
    : `<p><small>${title}</small></p>`;
};

const json = (schema: Json): string => {
  const text = escapeHtml(JSON.stringify(schema, null, 2));
  const link = /#\/components\/schemas\/(\w+)/g;
  return `<pre tabindex="0">${text.replace(link, '<a href="#schema-$1">$1</a>')}</pre>`;
};
