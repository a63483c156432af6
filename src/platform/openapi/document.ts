import type { z } from 'zod';
import { problemSchema } from '#contract/problem.ts';
import type { Route } from '#platform/http/index.ts';
import { type Json, schemaCollector } from './schemas.ts';

type Collector = ReturnType<typeof schemaCollector>;

const DESCRIPTION = `The interface of Stamgast. JSON in \`snake_case\`, times as RFC 3339, money in
\`*_minor\` integers beside the object's \`currency\`, lists as \`{data, next_cursor}\`. Every write
takes a header \`Idempotency-Key\`; a repeat answers 200 with \`Idempotent-Replayed: true\`. Fields
that are not listed are refused in requests and may be added to answers. Errors are
problem details (RFC 9457) with a code from a closed list, explained under \`/docs/problems\`.`;

const SECURITY = {
  api_key: { type: 'http', scheme: 'bearer', description: 'A key of the merchant, `sk_…`' },
  till: {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    description: '`Till …`, the token of a paired till, with `X-Staff-Session` of a person',
  },
  session: { type: 'apiKey', in: 'cookie', name: 'stamgast.session_token' },
} as const;

/** The OpenAPI 3.1 document of the public routes, from the schemas they check with. */
export const openApiDocument = (routes: readonly Route[]): Json => {
  const collector = schemaCollector();
  const problem = collector.add(problemSchema, 'output');
  const open = routes.filter(({ path, internal }) => path.startsWith('/v1/') && !internal);
  const paths: Record<string, Json> = {};
  const sorted = [...open].sort((a, b) => compare(a.path, b.path) || compare(a.method, b.method));
  for (const route of sorted) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] ??= {};
    paths[path][route.method.toLowerCase()] = operation(route, collector, problem);
  }
  const tags = [...new Set(sorted.map(({ tag }) => tag))].sort().map((name) => ({ name }));
  return {
    openapi: '3.1.0',
    info: { title: 'Stamgast', version: '1', description: DESCRIPTION.replaceAll('\n', ' ') },
    tags,
    paths,
    components: {
      schemas: Object.fromEntries(
        Object.entries(collector.components).sort(([a], [b]) => compare(a, b)),
      ),
      securitySchemes: SECURITY,
    },
  };
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const operation = (route: Route, collector: Collector, problem: Json): Json => ({
  operationId: operationId(route),
  summary: route.summary,
  tags: [route.tag],
  ...access(route),
  parameters: [
    ...parameters(route.params, 'path', collector),
    ...parameters(route.query, 'query', collector),
    ...(route.method === 'GET' ? [] : [idempotencyKey(route)]),
  ],
  ...requestBody(route, collector),
  responses: responses(route, collector, problem),
});

/** `POST /v1/orders/{id}/refunds` → `post_orders_id_refunds`. */
const operationId = ({ method, path }: Route): string =>
  [method.toLowerCase(), ...path.slice('/v1/'.length).split(/[/:-]+/)].join('_');

const access = ({ access }: Route): Json => {
  if (access.kind === 'public') return { security: [] };
  if (access.kind === 'member') return { security: [], description: 'With the token of a card.' };
  const security = Object.keys(SECURITY).map((name) => ({ [name]: [] }));
  if (access.kind === 'merchant') return { security };
  return { security, description: `Needs the permission \`${access.permission}\`.` };
};

const idempotencyKey = (route: Route): Json => ({
  name: 'Idempotency-Key',
  in: 'header',
  required: route.access.kind !== 'public' && route.naturalKey === undefined,
  schema: { type: 'string', minLength: 1, maxLength: 255 },
});

type ObjectSchema = { properties?: Record<string, Json>; required?: string[] };

const parameters = (
  schema: z.ZodType | undefined,
  place: 'path' | 'query',
  collector: Collector,
): Json[] => {
  if (!schema) return [];
  const { properties = {}, required = [] } = collector.add(schema, 'input') as ObjectSchema;
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description ? { description } : {}),
    schema: rest,
  }));
};

const TYPES = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  multipart: 'multipart/form-data',
  binary: 'application/octet-stream',
};

const ONE_FILE = {
  [TYPES.multipart]: {
    schema: {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary' } },
    },
  },
};

const requestBody = ({ body, consumes = 'json' }: Route, collector: Collector): Json => {
  const type = TYPES[consumes];
  if (consumes === 'binary') return { requestBody: { required: true, content: { [type]: {} } } };
  if (consumes === 'multipart') return { requestBody: { required: true, content: ONE_FILE } };
  if (!body) return {};
  const schema = collector.add(body, 'input');
  return { requestBody: { required: true, content: { [type]: { schema } } } };
};

const responses = (route: Route, collector: Collector, problem: Json): Json => {
  const answers: Record<string, Json> = {};
  for (const [status, declared] of Object.entries(route.responses)) {
    answers[status] = answer(Number(status), declared, collector);
  }
  const made = answers['201'];
  if (made && !answers['200']) answers['200'] = { ...made, description: 'The repeat of a write' };
  const content = { 'application/problem+json': { schema: problem } };
  return { ...answers, default: { description: 'A refusal or an error', content } };
};

const answer = (status: number, declared: z.ZodType | string, collector: Collector): Json => {
  const description = status === 201 ? 'Created' : status === 204 ? 'Done' : 'Found';
  if (status === 204) return { description };
  if (typeof declared === 'string') return { description, content: { [declared]: {} } };
  const schema = collector.add(declared, 'output');
  return { description, content: { 'application/json': { schema } } };
};
