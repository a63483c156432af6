import { z } from 'zod';
import { tillCodeParam } from '#contract/till-action.ts';
import {
  directoryAnswer,
  recentAnswer,
  tillMemberSchema,
  tillMembersAnswer,
  tillProgramAnswer,
} from '#contract/till-directory.ts';
import { isValidCardCode, isValidShortCode, normalizeCode } from '#core/code.ts';
import { searchKey } from '#core/search-key.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { type JsonAnswer, ok, type Route, refused, route } from '#platform/http/index.ts';
import { decodeId } from '#platform/ids/ids.ts';
import type { TillDeps } from './deps.ts';
import { findCard, findCards, findRecentCards, type Sought } from './directory-queries.ts';
import { recentActions } from './directory-recent.ts';
import { cardViews, etagOf, memberScreen, tillProgram } from './directory-view.ts';

const DIRECTORY_SIZE = 500;
const MOST_HITS = 12;
const LEAST_DIGITS = 3;

const device = { kind: 'merchant', only: ['till'] } as const;

/** 304 without a body when the device has this very state. */
const unlessKnown = (content: unknown, known: string | undefined, body: unknown): JsonAnswer => {
  const etag = etagOf(content);
  // A proxy that compresses marks the tag as weak; it names the same content.
  const same = known?.replace(/^W\//, '') === etag;
  return same ? { status: 304, headers: { etag } } : ok(body, { etag });
};

const soughtIn = (typed: string): Sought => {
  const code = normalizeCode(typed);
  const digits = typed.replace(/\D/g, '').replace(/^0+/, '');
  const isNumber = /^\+?[\d\s()/.-]+$/.test(typed) && digits.length >= LEAST_DIGITS;
  const isEmail = typed.includes('@');
  return {
    words:
      isNumber || isEmail
        ? []
        : searchKey(typed)
            .split(/[\s,-]+/)
            .filter(Boolean),
    code: isValidCardCode(code) || isValidShortCode(code) ? code : null,
    digits: isNumber ? digits : null,
    email: isEmail ? typed.toLowerCase() : null,
  };
};

const byOf = (text: string): { code: string } | { memberId: string } => {
  const memberId = decodeId('mem', text);
  return memberId === null ? { code: normalizeCode(text) } : { memberId };
};

/** What a till keeps on the device. */
const keptOnDevice = (deps: TillDeps): Route[] => [
  route({
    method: 'GET',
    path: '/v1/till/program',
    summary: 'Read what this till needs of the program',
    tag: 'till',
    access: device,
    responses: { 200: tillProgramAnswer, 304: z.undefined() },
    handle: async ({ principal, headers }) => {
      const program = await inMerchant(deps.db, principal.merchantId, (trx) =>
        tillProgram(trx, principal),
      );
      return unlessKnown(program, headers['if-none-match'], program);
    },
  }),
  route({
    method: 'GET',
    path: '/v1/till/directory',
    summary: 'Read the 500 cards seen last, for awards without the network',
    tag: 'till',
    access: { kind: 'permission', permission: 'members:read' },
    responses: { 200: directoryAnswer, 304: z.undefined() },
    handle: async ({ principal: { merchantId }, headers }) => {
      const now = deps.clock.now();
      const cards = await inMerchant(deps.db, merchantId, async (trx) =>
        cardViews(merchantId, trx, await findRecentCards(merchantId, trx, DIRECTORY_SIZE), now),
      );
      const made_at = new Date(now).toISOString();
      return unlessKnown(cards, headers['if-none-match'], { cards, made_at });
    },
  }),
];

/** What a till asks while a guest stands before it. */
const askedLive = (deps: TillDeps): Route[] => [
  route({
    method: 'GET',
    path: '/v1/till/members',
    summary: 'Find members by name, phone digits, e-mail or code',
    tag: 'till',
    access: { kind: 'permission', permission: 'members:read' },
    query: z.strictObject({ query: z.string().trim().min(1).max(200) }),
    responses: { 200: tillMembersAnswer },
    handle: async ({ principal: { merchantId }, query }) => {
      const sought = soughtIn(query.query);
      const data = await inMerchant(deps.db, merchantId, async (trx) => {
        const rows = await findCards(merchantId, trx, sought, MOST_HITS);
        return cardViews(merchantId, trx, rows, deps.clock.now());
      });
      return ok({ data });
    },
  }),
  route({
    method: 'GET',
    path: '/v1/till/members/:code',
    summary: 'Read what the till shows of the member with this card or id',
    tag: 'till',
    access: { kind: 'permission', permission: 'members:read' },
    params: z.object({ code: tillCodeParam }),
    responses: { 200: tillMemberSchema },
    handle: async ({ principal: { merchantId }, params }) => {
      const by = byOf(params.code);
      const member = await inMerchant(deps.db, merchantId, async (trx) => {
        const row = await findCard(merchantId, trx, by);
        return row ? memberScreen(merchantId, trx, row, deps.clock.now()) : null;
      });
      if (member) return ok(member);
      return 'code' in by ? refused('card_code_unknown', { code: by.code }) : refused('not_found');
    },
  }),
  route({
    method: 'GET',
    path: '/v1/till/recent',
    summary: 'List the last twenty actions at this till’s location',
    tag: 'till',
    access: device,
    responses: { 200: recentAnswer },
    handle: async ({ principal: { merchantId, locationId, staffId } }) => {
      if (staffId === null) return refused('forbidden');
      const data = await inMerchant(deps.db, merchantId, (trx) =>
        recentActions(merchantId, trx, locationId, deps.clock.now()),
      );
      return ok({ data });
    },
  }),
];

export const directoryRoutes = (deps: TillDeps): Route[] => [
  ...keptOnDevice(deps),
  ...askedLive(deps),
];
