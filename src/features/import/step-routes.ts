import { z } from 'zod';
import {
  type ImportView,
  importMappingSchema,
  importRunSchema,
  importSchema,
} from '#contract/import.ts';
import { type Refused, refuse } from '#contract/refusals.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';
import {
  created,
  idempotently,
  type JsonAnswer,
  noContent,
  ok,
  type Route,
  route,
} from '#platform/http/index.ts';
import {
  changeMapping,
  discardImport,
  type ImportWriter,
  startCheck,
  startRun,
} from './change-import.ts';
import { importFiles, removeFiles, sampleOf } from './import-files.ts';
import { fitMapping } from './import-orders.ts';
import type { ImportRow } from './import-row-queries.ts';
import { importView } from './import-view.ts';
import { type ImportDeps, oneImport, rowOf, uuidOf, writerOf } from './route-parts.ts';
import { wakeImports } from './run-imports.ts';

type Request = Parameters<typeof idempotently>[1];
type Change = (
  trx: MerchantTransaction,
  writer: ImportWriter,
) => Promise<{ ok: true; row: ImportRow } | Refused>;

/** A change in one transaction, answered with the import as it then stands. */
const changed = (
  deps: ImportDeps,
  request: Request,
  change: Change,
  answer: (view: ImportView) => JsonAnswer,
): Promise<JsonAnswer | Refused> =>
  idempotently(deps, request, async (trx) => {
    const done = await change(trx, writerOf(deps, request.principal));
    return done.ok ? answer(importView(done.row)) : done;
  });

/** A change after which the job has something to do. */
const begun = async (deps: ImportDeps, request: Request, change: Change) => {
  const answer = await changed(deps, request, change, created);
  if (!('ok' in answer)) wakeImports(deps);
  return answer;
};

/** How an uploaded file goes on: its mapping, the check, the import, or nothing of it. */
export const stepRoutes = (deps: ImportDeps): Route[] => [
  route({
    ...oneImport,
    method: 'PUT',
    path: '/v1/imports/:id/mapping',
    summary: 'Say how an uploaded file is read; it has to be checked anew',
    body: importMappingSchema,
    responses: { 200: importSchema },
    handle: async (request) => {
      const { params, body, principal } = request;
      const row = await rowOf(deps, principal, params.id);
      const sample = row && (await sampleOf(importFiles(deps.config), row.id));
      if (!sample) return refuse('not_found');
      const fits = fitMapping(body, sample);
      if (!fits.ok) return fits;
      return changed(deps, request, (trx, writer) => changeMapping(trx, writer, row.id, body), ok);
    },
  }),
  route({
    ...oneImport,
    method: 'POST',
    path: '/v1/imports/:id/checks',
    summary: 'Check a file: everything is counted and judged, nothing written',
    responses: { 201: importSchema },
    handle: (request) => {
      const id = uuidOf(request.params.id);
      return begun(deps, request, (trx, writer) => startCheck(trx, writer, id));
    },
  }),
  route({
    ...oneImport,
    method: 'POST',
    path: '/v1/imports/:id/runs',
    summary: 'Import the orders of a checked file; members are told nothing',
    body: importRunSchema,
    responses: { 201: importSchema },
    handle: (request) => {
      const { params, body } = request;
      const id = uuidOf(params.id);
      return begun(deps, request, (trx, writer) => startRun(trx, writer, id, body.award));
    },
  }),
  route({
    ...oneImport,
    method: 'DELETE',
    path: '/v1/imports/:id',
    summary: 'Forget an upload of which nothing was written',
    responses: { 204: z.undefined() },
    handle: async (request) => {
      const id = uuidOf(request.params.id);
      const discard: Change = (trx, writer) => discardImport(trx, writer, id);
      const answer = await changed(deps, request, discard, noContent);
      if (!('ok' in answer)) await removeFiles(importFiles(deps.config), id);
      return answer;
    },
  }),
];
