import { z } from 'zod';
import { idSchema } from '#contract/ids.ts';
import {
  memberConsentsSchema,
  memberCreateSchema,
  memberEntriesQuery,
  memberEntriesSchema,
  memberListQuery,
  memberListSchema,
  memberSchema,
  memberUpdateSchema,
} from '#contract/member.ts';
import { refuse } from '#contract/refusals.ts';
import { listConsents } from '#features/consent/index.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import {
  actorOf,
  badCursor,
  decodeCursor,
  encodeCursor,
  idempotently,
  ok,
  page,
  type Route,
  route,
} from '#platform/http/index.ts';
import { decodeId, encodeId } from '#platform/ids/ids.ts';
import { changeMember } from './change-member.ts';
import { createMember, type MemberDeps } from './create-member.ts';
import { type EntryKey, listEntries } from './list-entries.ts';
import { figuresRoute } from './member-figures.ts';
import { findMember } from './member-queries.ts';
import { searchMembers } from './member-search.ts';
import { memberView, memberViews } from './member-view.ts';

const params = z.object({ id: idSchema('mem') });
const read = { kind: 'permission', permission: 'members:read' } as const;
const change = { kind: 'permission', permission: 'members:write' } as const;
const uuidOf = (id: string): string => decodeId('mem', id) ?? id;

export const memberRoutes = (deps: MemberDeps): Route[] => [
  ...findRoutes(deps),
  ...historyRoutes(deps),
  figuresRoute(deps),
  ...writeRoutes(deps),
];

const findRoutes = (deps: MemberDeps): Route[] => [
  route({
    method: 'GET',
    path: '/v1/members',
    summary: 'List or search members and customers, the newest first',
    tag: 'member',
    access: read,
    query: memberListQuery,
    responses: { 200: memberListSchema },
    handle: async ({ principal: { merchantId }, query: { cursor, ...asked } }) => {
      const key = cursor === undefined ? null : decodeCursor(cursor, 1);
      if (cursor !== undefined && typeof key?.[0] !== 'string') return badCursor();
      const before = key ? decodeId('mem', String(key[0])) : null;
      return inMerchant(deps.db, merchantId, async (trx) => {
        const { limit, query, enrolled, source } = asked;
        const wanted = { limit, before, query, enrolled, source };
        const rows = await searchMembers(merchantId, wanted, trx);
        const now = deps.clock.now();
        const shown = page(
          rows,
          limit,
          ({ id }) => [encodeId('mem', id)],
          (row) => row,
        );
        const data = await memberViews(deps, merchantId, shown.data, now, trx);
        return ok({ data, next_cursor: shown.next_cursor });
      });
    },
  }),
  route({
    method: 'GET',
    path: '/v1/members/:id',
    summary: 'Read a member',
    tag: 'member',
    access: read,
    params,
    responses: { 200: memberSchema },
    handle: async ({ principal: { merchantId }, params: { id } }) => {
      const view = await memberView(deps, merchantId, uuidOf(id), deps.clock.now());
      return view ? ok(view) : refuse('not_found');
    },
  }),
];

/** At most this far in the past or future a cursor's time can lie. */
const timeOf = (value: string | number | undefined): Date | null => {
  const time = new Date(Number(value));
  return Number.isNaN(time.getTime()) ? null : time;
};

const entryKey = (cursor: string): EntryKey | null => {
  const [ms, decision, n] = decodeCursor(cursor, 3) ?? [];
  const at = timeOf(ms);
  const decisionId = decodeId('dec', String(decision));
  return at && decisionId && Number.isInteger(n) ? { at, decisionId, n: Number(n) } : null;
};

const historyRoutes = (deps: MemberDeps): Route[] => [
  route({
    method: 'GET',
    path: '/v1/members/:id/entries',
    summary: 'List what a member gained and spent, and why, the newest first',
    tag: 'member',
    access: read,
    params,
    query: memberEntriesQuery,
    responses: { 200: memberEntriesSchema },
    handle: async ({ principal: { merchantId }, params: { id }, query, locale }) => {
      const before = query.cursor === undefined ? null : entryKey(query.cursor);
      if (query.cursor !== undefined && !before) return badCursor();
      const memberId = uuidOf(id);
      const member = await inMerchant(deps.db, merchantId, (trx) =>
        findMember(merchantId, memberId, trx),
      );
      if (!member) return refuse('not_found');
      const { limit } = query;
      const reading = { limit, before, reader: query.locale ?? locale };
      const { rows, views } = await listEntries(deps, merchantId, memberId, reading);
      const last = rows[limit - 1];
      const next = rows.length > limit && last;
      const cursor = next && [last.at.getTime(), encodeId('dec', last.decision_id), last.n];
      return ok({
        data: views.slice(0, limit),
        next_cursor: cursor ? encodeCursor(cursor) : null,
      });
    },
  }),
  route({
    method: 'GET',
    path: '/v1/members/:id/consents',
    summary: 'List what a member agreed to, the newest first',
    tag: 'member',
    access: read,
    params,
    responses: { 200: memberConsentsSchema },
    handle: ({ principal: { merchantId }, params: { id } }) =>
      inMerchant(deps.db, merchantId, async (trx) => {
        const memberId = uuidOf(id);
        if (!(await findMember(merchantId, memberId, trx))) return refuse('not_found');
        const rows = await listConsents(merchantId, memberId, trx);
        return ok({ data: rows.map((row) => ({ ...row, at: row.at.toISOString() })) });
      }),
  }),
];

const writeRoutes = (deps: MemberDeps): Route[] => [
  route({
    method: 'POST',
    path: '/v1/members',
    summary: 'Enroll a member: profile, card and welcome gift',
    tag: 'member',
    access: change,
    body: memberCreateSchema,
    responses: { 201: memberSchema },
    handle: (request) => createMember(deps, request),
  }),
  route({
    method: 'PATCH',
    path: '/v1/members/:id',
    summary: 'Change the profile of a member',
    tag: 'member',
    access: change,
    params,
    body: memberUpdateSchema,
    responses: { 200: memberSchema },
    handle: (request) =>
      idempotently(deps, request, async (trx) => {
        const { principal, body } = request;
        const { merchantId } = principal;
        const source = principal.kind === 'till' ? 'till' : 'api';
        const now = deps.clock.now();
        const write = { merchantId, actor: actorOf(principal), now, source };
        const changed = await changeMember(trx, write, uuidOf(request.params.id), body);
        if ('ok' in changed) return changed;
        const [view] = await memberViews(deps, merchantId, [changed], now, trx);
        return ok(view);
      }),
  }),
];
