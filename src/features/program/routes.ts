import { z } from 'zod';
import { idSchema } from '#contract/ids.ts';
import {
  type ProgramDraftView,
  type ProgramVersionView,
  programDraftCreateSchema,
  programDraftListSchema,
  programDraftSchema,
  programDraftUpdateSchema,
  programListQuery,
  programPublishSchema,
  programVersionListSchema,
  programVersionParams,
  programVersionSchema,
} from '#contract/program.ts';
import { refuse } from '#contract/refusals.ts';
import { findActorNames } from '#features/audit/index.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import {
  actorOf,
  badCursor,
  created,
  type Deps,
  decodeCursor,
  idempotently,
  listById,
  type MerchantPrincipal,
  noContent,
  ok,
  page,
  type Route,
  route,
} from '#platform/http/index.ts';
import { decodeId, encodeId } from '#platform/ids/ids.ts';
import { changeDraft, createDraft, mustFindLive, type ProgramWrite } from './change-draft.ts';
import { insideDocument, outsideDocument } from './outside-document.ts';
import {
  type DraftRow,
  findDraft,
  findLive,
  findVersion,
  listDrafts,
  listVersions,
  removeDraft,
  type VersionRow,
} from './program-queries.ts';
import { publishProgram } from './publish-program.ts';

type ProgramDeps = Pick<Deps, 'db' | 'clock'>;

const read = { kind: 'permission', permission: 'program:read' } as const;
const change = { kind: 'permission', permission: 'program:write' } as const;
const params = z.object({ id: idSchema('dft') });
const uuidOf = (id: string): string => decodeId('dft', id) ?? id;

type Known = { live: number; names: ReadonlyMap<string, string> };

const summary = (row: VersionRow, { live, names }: Known) => ({
  number: row.number,
  live: row.number === live,
  published_at: row.published_at.toISOString(),
  published_by: row.published_by,
  author: names.get(row.published_by) ?? null,
  note: row.note,
});

const versionView = (row: VersionRow, known: Known): ProgramVersionView => ({
  ...summary(row, known),
  document: outsideDocument(row.document),
});

const draftView = (row: DraftRow): ProgramDraftView => ({
  id: encodeId('dft', row.id),
  based_on: row.based_on,
  document: outsideDocument(row.document),
  updated_at: row.updated_at.toISOString(),
  updated_by: row.updated_by,
});

/** The number of the last version of the page before; undefined when the cursor isn't ours. */
const versionIn = (cursor: string): number | undefined => {
  const [number] = decodeCursor(cursor, 1) ?? [];
  return typeof number === 'number' ? number : undefined;
};

const writeBy = (deps: ProgramDeps, principal: MerchantPrincipal): ProgramWrite => ({
  merchantId: principal.merchantId,
  actor: actorOf(principal),
  now: deps.clock.now(),
});

export const programRoutes = (deps: ProgramDeps): Route[] => [
  ...versionRoutes(deps),
  ...draftReadRoutes(deps),
  ...draftWriteRoutes(deps),
];

const versionRoutes = (deps: ProgramDeps): Route[] => [
  route({
    method: 'GET',
    path: '/v1/program',
    summary: 'Read the live version of the program',
    tag: 'program',
    access: read,
    responses: { 200: programVersionSchema },
    handle: ({ principal: { merchantId } }) =>
      inMerchant(deps.db, merchantId, async (trx) => {
        const live = await mustFindLive(merchantId, trx);
        const names = await findActorNames(merchantId, trx, [live.published_by]);
        return ok(versionView(live, { live: live.number, names }));
      }),
  }),
  route({
    method: 'GET',
    path: '/v1/program/versions',
    summary: 'List versions, the newest first',
    tag: 'program',
    access: read,
    query: programListQuery,
    responses: { 200: programVersionListSchema },
    handle: async ({ principal: { merchantId }, query: { limit, cursor } }) => {
      const before = cursor === undefined ? null : versionIn(cursor);
      if (before === undefined) return badCursor();
      return inMerchant(deps.db, merchantId, async (trx) => {
        const live = (await findLive(merchantId, trx))?.number ?? 0;
        const rows = await listVersions(merchantId, { limit, before }, trx);
        const actors = rows.map(({ published_by }) => published_by);
        const names = await findActorNames(merchantId, trx, actors);
        const view = (row: VersionRow) => summary(row, { live, names });
        return ok(page(rows, limit, ({ number }) => [number], view));
      });
    },
  }),
  route({
    method: 'GET',
    path: '/v1/program/versions/:number',
    summary: 'Read a version',
    tag: 'program',
    access: read,
    params: programVersionParams,
    responses: { 200: programVersionSchema },
    handle: ({ principal: { merchantId }, params: { number } }) =>
      inMerchant(deps.db, merchantId, async (trx) => {
        const live = (await findLive(merchantId, trx))?.number ?? 0;
        const row = await findVersion(merchantId, number, trx);
        if (!row) return refuse('not_found');
        const names = await findActorNames(merchantId, trx, [row.published_by]);
        return ok(versionView(row, { live, names }));
      }),
  }),
];

const draftReadRoutes = (deps: ProgramDeps): Route[] => [
  route({
    method: 'GET',
    path: '/v1/program/drafts',
    summary: 'List drafts, the newest first',
    tag: 'program',
    access: change,
    query: programListQuery,
    responses: { 200: programDraftListSchema },
    handle: ({ principal: { merchantId }, query }) => {
      const { limit } = query;
      const find = (before: string | null) =>
        inMerchant(deps.db, merchantId, (trx) => listDrafts(merchantId, { limit, before }, trx));
      return listById(query, find, draftView);
    },
  }),
  route({
    method: 'GET',
    path: '/v1/program/drafts/:id',
    summary: 'Read a draft',
    tag: 'program',
    access: change,
    params,
    responses: { 200: programDraftSchema },
    handle: ({ principal: { merchantId }, params: { id } }) =>
      inMerchant(deps.db, merchantId, async (trx) => {
        const row = await findDraft(merchantId, uuidOf(id), trx);
        return row ? ok(draftView(row)) : refuse('not_found');
      }),
  }),
];

const draftWriteRoutes = (deps: ProgramDeps): Route[] => [
  route({
    method: 'POST',
    path: '/v1/program/drafts',
    summary: 'Begin a draft, from a document or from the live version',
    tag: 'program',
    access: change,
    body: programDraftCreateSchema,
    responses: { 201: programDraftSchema },
    handle: (request) =>
      idempotently(deps, request, async (trx) => {
        const { document } = request.body;
        const inside = document && insideDocument(document);
        const draft = await createDraft(trx, writeBy(deps, request.principal), inside);
        return 'ok' in draft ? draft : created(draftView(draft));
      }),
  }),
  route({
    method: 'PUT',
    path: '/v1/program/drafts/:id',
    summary: 'Replace the document of a draft',
    tag: 'program',
    access: change,
    params,
    body: programDraftUpdateSchema,
    responses: { 200: programDraftSchema },
    handle: (request) =>
      idempotently(deps, request, async (trx) => {
        const id = uuidOf(request.params.id);
        const document = insideDocument(request.body.document);
        const draft = await changeDraft(trx, writeBy(deps, request.principal), id, document);
        return 'ok' in draft ? draft : ok(draftView(draft));
      }),
  }),
  route({
    method: 'DELETE',
    path: '/v1/program/drafts/:id',
    summary: 'Discard a draft',
    tag: 'program',
    access: change,
    params,
    responses: { 204: z.undefined() },
    handle: (request) =>
      idempotently(deps, request, async (trx) => {
        const { merchantId } = request.principal;
        const removed = await removeDraft(merchantId, uuidOf(request.params.id), trx);
        return removed ? noContent() : refuse('not_found');
      }),
  }),
  route({
    method: 'POST',
    path: '/v1/program/drafts/:id/publications',
    summary: 'Publish a draft as the next version',
    tag: 'program',
    access: change,
    params,
    body: programPublishSchema,
    responses: { 201: programVersionSchema },
    handle: (request) =>
      idempotently(deps, request, async (trx) => {
        const write = writeBy(deps, request.principal);
        const id = uuidOf(request.params.id);
        const version = await publishProgram(trx, write, id, request.body.note ?? null);
        if ('ok' in version) return version;
        const names = await findActorNames(write.merchantId, trx, [version.published_by]);
        return created(versionView(version, { live: version.number, names }));
      }),
  }),
];
