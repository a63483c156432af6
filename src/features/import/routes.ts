import { Readable } from 'node:stream';
import {
  importListQuery,
  importListSchema,
  importSchema,
  importTableQuery,
  importTableSchema,
  rejectedRowsSchema,
} from '#contract/import.ts';
import { refuse, refuseFields } from '#contract/refusals.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { decodeCursor, file, ok, page, type Route, route } from '#platform/http/index.ts';
import { importFiles, sampleOf } from './import-files.ts';
import { listImports } from './import-row-queries.ts';
import { importView } from './import-view.ts';
import { readTable } from './read-table.ts';
import { firstRejected, rejectedCsv } from './rejected-csv.ts';
import { access, type ImportDeps, oneImport, rowOf } from './route-parts.ts';
import { stepRoutes } from './step-routes.ts';
import { uploadRoute } from './upload-route.ts';

export const importRoutes = (deps: ImportDeps): Route[] => [
  uploadRoute(deps),
  ...listRoutes(deps),
  ...readRoutes(deps),
  ...stepRoutes(deps),
];

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
    ...oneImport,
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
  const files = () => importFiles(deps.config);
  return [
    route({
      ...oneImport,
      method: 'GET',
      path: '/v1/imports/:id/table',
      summary: 'The first rows of an uploaded file as columns, as mapped or in another lay-out',
      query: importTableQuery,
      responses: { 200: importTableSchema },
      handle: async ({ principal, params: { id }, query }) => {
        const row = await rowOf(deps, principal, id);
        const sample = row && (await sampleOf(files(), row.id));
        if (!sample) return refuse('not_found');
        const table = readTable(sample, row, query);
        return 'ok' in table ? table : ok(table);
      },
    }),
    route({
      ...oneImport,
      method: 'GET',
      path: '/v1/imports/:id/rejected-rows',
      summary: 'The first rows that the last check or the import did not take',
      responses: { 200: rejectedRowsSchema },
      handle: async ({ principal, params: { id } }) => {
        const row = await rowOf(deps, principal, id);
        return row ? ok({ data: await firstRejected(files(), row.id) }) : refuse('not_found');
      },
    }),
    route({
      ...oneImport,
      method: 'GET',
      path: '/v1/imports/:id/rejected-rows/csv',
      summary: 'All rows that were not taken, with their reasons in the reader’s language',
      responses: { 200: 'text/csv' },
      handle: async ({ principal, params: { id }, locale }) => {
        const row = await rowOf(deps, principal, id);
        if (!row) return refuse('not_found');
        const lines = Readable.from(rejectedCsv(files(), row.id, locale));
        return file(lines, 'text/csv; charset=utf-8', {
          'content-disposition': 'attachment; filename="rejected-rows.csv"',
        });
      },
    }),
  ];
};
