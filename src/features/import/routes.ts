import { Readable } from 'node:stream';
import { z } from 'zod';
import { idSchema } from '#contract/ids.ts';
import {
  type ImportView,
  importListQuery,
  importListSchema,
  importMappingSchema,
  importRunSchema,
  importSchema,
  importTableQuery,
  importTableSchema,
  rejectedRowsSchema,
} from '#contract/import.ts';
import { type Refused, refuse, refuseFields } from '#contract/refusals.ts';
import { inMerchant, type MerchantTransaction } from '#platform/db/tenant.ts';
import {
  actorOf,
  created,
  type Deps,
  decodeCursor,
  file,
  idempotently,
  type MerchantPrincipal,
  noContent,
  ok,
  page,
  type Route,
  route,
} from '#platform/http/index.ts';
import { decodeId } from '#platform/ids/ids.ts';
import {
  changeMapping,
  discardImport,
  type ImportWriter,
  startCheck,
  startRun,
} from './change-import.ts';
import { importFiles, removeFiles, sampleOf } from './import-files.ts';
import { fitMapping } from './import-orders.ts';
import { findImport, type ImportRow, listImports } from './import-row-queries.ts';
import { importView } from './import-view.ts';
import { readTable } from './read-table.ts';
import { firstRejected, rejectedCsv } from './rejected-csv.ts';
import { wakeImports } from './run-imports.ts';
import { uploadRoute } from './upload-route.ts';

export type ImportDeps = Pick<Deps, 'db' | 'clock' | 'config'>;

const params = z.object({ id: idSchema('imp') });
const access = { kind: 'permission', permission: 'imports:write' } as const;
const shared = { tag: 'import', access, params } as const;
const uuidOf = (id: string): string => decodeId('imp', id) ?? id;

export const importRoutes = (deps: ImportDeps): Route[] => [
  uploadRoute(deps),
  ...listRoutes(deps),
  ...readRoutes(deps),
  ...stepRoutes(deps),
];

const rowOf = ({ db }: ImportDeps, { merchantId }: MerchantPrincipal, id: string) =>
  inMerchant(db, merchantId, (trx) => findImport(merchantId, uuidOf(id), trx));

const listRoutes = (deps: ImportDeps): Route[] => [
  route({
    method: 'GET',
    path: '/v1/imports',
    summary: 'List imports, the newest first',
    tag: 'import',
    access,
    query: importListQuery,
    responses: { 200: importListSchema },
    handle: async ({ principal: { merchantId }, query: { limit, cursor } }) => {
      const key = cursor === undefined ? null : decodeCursor(cursor, 1);
      if (cursor !== undefined && !key) return refuseFields([{ path: 'cursor', fault: 'cursor' }]);
      const before = key ? String(key[0]) : null;
      const rows = await inMerchant(deps.db, merchantId, (trx) =>
        listImports(merchantId, { limit, before }, trx),
      );
      return ok(page(rows, limit, ({ id }) => [id], importView));
    },
  }),
  route({
    ...shared,
    method: 'GET',
    path: '/v1/imports/:id',
    summary: 'Read an import: how far it is, or what it brought',
    responses: { 200: importSchema },
    handle: async ({ principal, params: { id } }) => {
      const row = await rowOf(deps, principal, id);
      return row ? ok(importView(row)) : refuse('not_found');
    },
  }),
];

const readRoutes = (deps: ImportDeps): Route[] => {
  const files = importFiles(deps.config);
  return [
    route({
      ...shared,
      method: 'GET',
      path: '/v1/imports/:id/table',
      summary: 'The first rows of an uploaded file as columns, as mapped or in another lay-out',
      query: importTableQuery,
      responses: { 200: importTableSchema },
      handle: async ({ principal, params: { id }, query }) => {
        const row = await rowOf(deps, principal, id);
        const sample = row && (await sampleOf(files, row.id));
        if (!sample) return refuse('not_found');
        const table = readTable(sample, row, query);
        return 'ok' in table ? table : ok(table);
      },
    }),
    route({
      ...shared,
      method: 'GET',
      path: '/v1/imports/:id/rejected-rows',
      summary: 'The first rows that the last check or the import did not take',
      responses: { 200: rejectedRowsSchema },
      handle: async ({ principal, params: { id } }) => {
        const row = await rowOf(deps, principal, id);
        return row ? ok({ data: await firstRejected(files, row.id) }) : refuse('not_found');
      },
    }),
    route({
      ...shared,
      method: 'GET',
      path: '/v1/imports/:id/rejected-rows/csv',
      summary: 'All rows that were not taken, with their reasons in the reader’s language',
      responses: { 200: 'text/csv' },
      handle: async ({ principal, params: { id }, locale }) => {
        const row = await rowOf(deps, principal, id);
        if (!row) return refuse('not_found');
        const lines = Readable.from(rejectedCsv(files, row.id, locale));
        return file(lines, 'text/csv; charset=utf-8', {
          'content-disposition': 'attachment; filename="rejected-rows.csv"',
        });
      },
    }),
  ];
};

type Changed = { ok: true; row: ImportRow } | Refused;
type Change = (trx: MerchantTransaction, writer: ImportWriter) => Promise<Changed>;
type Write = Parameters<typeof idempotently>[1];

const stepRoutes = (deps: ImportDeps): Route[] => {
  const files = importFiles(deps.config);
  /** A change in one transaction, answered with the import as it then stands. */
  const changed = (
    request: Write,
    change: Change,
    answer: (view: ImportView) => ReturnType<typeof ok>,
  ) =>
    idempotently(deps, request, async (trx) => {
      const { principal } = request;
      const { merchantId } = principal;
      const done = await change(trx, { merchantId, actor: actorOf(principal), clock: deps.clock });
      return done.ok ? answer(importView(done.row)) : done;
    });
  const waking = async (answer: ReturnType<typeof changed>) => {
    const given = await answer;
    if (!('ok' in given)) wakeImports(deps);
    return given;
  };
  return [
    route({
      ...shared,
      method: 'PUT',
      path: '/v1/imports/:id/mapping',
      summary: 'Say how an uploaded file is read; it has to be checked anew',
      body: importMappingSchema,
      responses: { 200: importSchema },
      handle: async (request) => {
        const { params: at, body, principal } = request;
        const row = await rowOf(deps, principal, at.id);
        const sample = row && (await sampleOf(files, row.id));
        if (!sample) return refuse('not_found');
        const fits = fitMapping(body, sample);
        if (!fits.ok) return fits;
        return changed(request, (trx, writer) => changeMapping(trx, writer, row.id, body), ok);
      },
    }),
    route({
      ...shared,
      method: 'POST',
      path: '/v1/imports/:id/checks',
      summary: 'Check a file: everything is counted and judged, nothing written',
      responses: { 201: importSchema },
      handle: (request) => {
        const id = uuidOf(request.params.id);
        return waking(changed(request, (trx, writer) => startCheck(trx, writer, id), created));
      },
    }),
    route({
      ...shared,
      method: 'POST',
      path: '/v1/imports/:id/runs',
      summary: 'Import the orders of a checked file; members are told nothing',
      body: importRunSchema,
      responses: { 201: importSchema },
      handle: (request) => {
        const id = uuidOf(request.params.id);
        const { award } = request.body;
        return waking(changed(request, (trx, writer) => startRun(trx, writer, id, award), created));
      },
    }),
    route({
      ...shared,
      method: 'DELETE',
      path: '/v1/imports/:id',
      summary: 'Forget an upload of which nothing was written',
      responses: { 204: z.undefined() },
      handle: async (request) => {
        const id = uuidOf(request.params.id);
        const discard: Change = (trx, writer) => discardImport(trx, writer, id);
        const answer = await changed(request, discard, noContent);
        if (!('ok' in answer)) await removeFiles(files, id);
        return answer;
      },
    }),
  ];
};
