import { z } from 'zod';
import type { Route } from '#platform/http/index.ts';
import type { World } from './world.ts';

type Values = Record<string, string>;

/**
 * Path parameters that are no id: what stands in them. An id is filled by its prefix.
 * - `foreign`: names something of another merchant, so it is treated like an id.
 * - `public`: an address that is meant to be opened by whoever has it; its own value is used.
 */
const PARAMS: Record<string, { kind: 'foreign' | 'public'; value: (world: World) => string }> = {
  slug: { kind: 'public', value: (world) => world.slug },
  token: { kind: 'public', value: (world) => world.cardToken },
  nonce: { kind: 'public', value: (world) => world.nonce },
  number: { kind: 'public', value: () => '1' },
  merchant: { kind: 'public', value: (world) => world.ids.mer },
  file: { kind: 'foreign', value: (world) => world.ids.fil },
  code: { kind: 'foreign', value: (world) => world.cardCode },
};

/** Fields of a body or query that name something without being an id of a fixed shape. */
const member = (world: World) => [
  { member: { id: world.ids.mem } },
  { member: { card_code: world.cardCode } },
];

const order = (extra: object) => ({
  source: 'pos',
  external_id: `order-${crypto.randomUUID()}`,
  currency: 'EUR',
  total_minor: 500,
  lines: [{ name: 'Espresso', category: 'coffee', quantity: 1, total_minor: 500 }],
  ...extra,
});

/** Programs that name a foreign reward, and a foreign location. */
const documents = (own: World, other: World): object[] => {
  const reward = JSON.stringify(own.document).replaceAll(/rew_[0-9a-z]{26}/g, other.ids.rew);
  const promotion = {
    ...{ id: 'there', on: 'purchase', stacks: false },
    when: [{ kind: 'locations', locations: [other.ids.loc] }],
    give: { kind: 'fixed', unit: 'points', units: 1 },
  };
  return [
    { document: JSON.parse(reward) },
    { document: { ...(own.document as object), promotions: [promotion] } },
  ];
};

type Bodies = (own: World, other: World) => object[];

/** For each write that can name something in its body: valid bodies naming a foreign thing. */
const BODIES: Record<string, Bodies> = {
  'POST /v1/adjustments': (_own, other) =>
    member(other).map((who) => ({ ...who, unit: 'points', amount: 5, reason: 'test' })),
  'POST /v1/invitations': (_own, other) => [
    { email: 'new@example.com', name: 'New', role: 'staff', location_ids: [other.ids.loc] },
  ],
  'POST /v1/staff': (_own, other) => [{ name: 'New', location_ids: [other.ids.loc] }],
  'PATCH /v1/staff/:id': (_own, other) => [{ location_ids: [other.ids.loc] }],
  'POST /v1/decisions/preview': (own, other) => {
    const bought = { currency: 'EUR', total_minor: 500 };
    return [
      ...member(other).map((who) => ({ ...who, order: bought })),
      { member: { id: own.ids.mem }, order: { ...bought, location_id: other.ids.loc } },
      { member: { id: own.ids.mem }, order: { ...bought, visit_id: other.ids.vis } },
      { visit: { location_id: other.ids.loc } },
      { order: bought, program: other.ids.dft },
    ];
  },
  'POST /v1/members': (_own, other) => [{ name: 'New', location_id: other.ids.loc }],
  'POST /v1/orders': (own, other) => [
    ...member(other).map(order),
    order({ location_id: other.ids.loc }),
    order({ member: { id: own.ids.mem }, visit_id: other.ids.vis }),
    order({ member: { id: own.ids.mem }, card_id: other.ids.crd }),
  ],
  'POST /v1/posters': (_own, other) => [{ kind: 'poster', location_id: other.ids.loc }],
  'POST /v1/program/drafts': documents,
  'PUT /v1/program/drafts/:id': documents,
  'POST /v1/redemptions': (own, other) => [
    ...member(other).map((who) => ({ ...who, reward_id: own.ids.rew })),
    { member: { id: own.ids.mem }, reward_id: other.ids.rew },
    { member: { id: own.ids.mem }, reward_id: own.ids.rew, location_id: other.ids.loc },
  ],
  'POST /v1/reversals': (_own, other) => [{ decision_id: other.ids.dec }],
  'POST /v1/simulations': (_own, other) => [{ program: other.ids.dft }],
  'POST /v1/tills/pairing-codes': (_own, other) => [{ name: 'New', location_id: other.ids.loc }],
  'PATCH /v1/tills/:id': (_own, other) => [{ location_id: other.ids.loc }],
  'POST /v1/till-sessions': (_own, other) => [{ staff_id: other.ids.stf, pin: '2580' }],
  'POST /v1/visits': (own, other) => [
    ...member(other).map((who) => ({ ...who, stamps: [{ unit: 'stamps', amount: 1 }] })),
    { member: { id: own.ids.mem }, location_id: other.ids.loc },
    { member: { id: own.ids.mem }, visit_id: other.ids.vis },
  ],
};

/** A body that is right in itself, for a write whose path names the foreign thing. */
const PLAIN_BODIES: Record<string, (own: World) => object> = {
  'POST /v1/orders/:id/refunds': () => ({ external_id: 'refund-1', amount_minor: 100 }),
  'PATCH /v1/members/:id': () => ({ name: 'Changed' }),
  'PATCH /v1/locations/:id': () => ({ name: 'Changed' }),
  'PATCH /v1/rewards/:id': () => ({ name: 'Changed' }),
  'PATCH /v1/staff/:id': () => ({ name: 'Changed' }),
  'PATCH /v1/tills/:id': () => ({ name: 'Changed' }),
  'PUT /v1/staff/:id/pin': () => ({ pin: '4711' }),
  'PUT /v1/program/drafts/:id': (own) => ({ document: own.document }),
  'PUT /v1/imports/:id/mapping': () => ({
    ...{ encoding: 'utf-8', delimiter: ';', header: true, decimal: ',', date_format: 'ymd' },
    ...{ columns: { date: 'date' }, duplicates: 'keep', cancellation_prefix: null, source: 'file' },
  }),
  'POST /v1/imports/:id/runs': () => ({ award: 'none' }),
};

export const nameOf = (route: Route): string => `${route.method} ${route.path}`;

/** Prefixes of the ids a schema asks for. */
function prefixesIn(schema: z.ZodType | undefined): string[] {
  if (!schema) return [];
  const json = JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  return [...new Set([...json.matchAll(/"\^([a-z]{3})_/g)].map((match) => match[1] ?? ''))];
}

/** Id of another merchant for a field that asks for one; null when it is no id. */
function idFor(schema: z.ZodType | undefined, field: string, world: World): string | null {
  const shape = schema instanceof z.ZodObject ? schema.shape : {};
  const [prefix] = prefixesIn(shape[field]);
  return prefix ? world.ids[prefix as keyof World['ids']] : null;
}

export type Case = {
  route: Route;
  url: string;
  body?: object;
  /** `refused`: it names something foreign; `silent`: it may answer, but with nothing of theirs. */
  expect: 'refused' | 'silent';
};

/** All requests to a route by `own` naming what belongs to `other`. Throws what can't be filled. */
export function casesOf(route: Route, own: World, other: World): Case[] {
  const name = nameOf(route);
  const names = [...route.path.matchAll(/:([a-z_]+)/g)].map((match) => match[1] ?? '');
  const foreign = fill(route, names, other, own);
  const ownUrl = fill(route, names, own, own).url;
  const cases: Case[] = [];
  const plain = PLAIN_BODIES[name]?.(own);
  if (foreign.names) {
    needsBody(route, plain ?? BODIES[name]);
    cases.push({ route, url: foreign.url, ...(plain ? { body: plain } : {}), expect: 'refused' });
  } else if (route.method === 'GET') {
    cases.push({ route, url: ownUrl, expect: 'silent' });
  }
  cases.push(...queriesOf(route, ownUrl, other));
  for (const body of bodiesOf(route, own, other)) {
    cases.push({ route, url: ownUrl, body, expect: 'refused' });
  }
  return cases;
}

function fill(route: Route, names: string[], world: World, own: World) {
  const values: Values = {};
  let foreign = false;
  for (const name of names) {
    const id = idFor(route.params, name, world);
    const known = PARAMS[name];
    if (known) values[name] = known.value(known.kind === 'public' ? own : world);
    else if (id) values[name] = id;
    else throw new Error(`${nameOf(route)}: say in PARAMS what stands in :${name}`);
    foreign ||= known ? known.kind === 'foreign' : true;
  }
  const url = route.path.replaceAll(/:([a-z_]+)/g, (_all, name: string) => values[name] ?? '');
  return { url, names: foreign };
}

/** A list filtered by something foreign is empty or refused. */
function queriesOf(route: Route, url: string, other: World): Case[] {
  const shape = route.query instanceof z.ZodObject ? Object.keys(route.query.shape) : [];
  return shape.flatMap((field): Case[] => {
    const id = idFor(route.query, field, other);
    return id ? [{ route, url: `${url}?${field}=${id}`, expect: 'silent' }] : [];
  });
}

function bodiesOf(route: Route, own: World, other: World): object[] {
  const wanted = prefixesIn(route.body);
  const bodies = BODIES[nameOf(route)]?.(own, other) ?? [];
  const text = JSON.stringify(bodies);
  const missing = wanted.filter((prefix) => !text.includes(other.ids[prefix as 'mem']));
  if (missing.length > 0) {
    throw new Error(`${nameOf(route)}: add a body to BODIES that names a foreign ${missing}`);
  }
  return bodies;
}

/** A write with required fields would be refused for their lack, which proves nothing. */
function needsBody(route: Route, body: unknown): void {
  if (body || !route.body || route.body.safeParse({}).success) return;
  throw new Error(`${nameOf(route)}: add a right body to PLAIN_BODIES`);
}
