import { z } from 'zod';
import { idSchema } from '#contract/ids.ts';
import {
  type LocationView,
  locationCreateSchema,
  locationListQuery,
  locationListSchema,
  locationSchema,
  locationUpdateSchema,
} from '#contract/location.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import {
  created,
  type Deps,
  idempotently,
  listById,
  ok,
  placesOf,
  type Route,
  route,
} from '#platform/http/index.ts';
import { decodeId, encodeId } from '#platform/ids/ids.ts';
import { archiveLocation, changeLocation, createLocation } from './change-location.ts';
import { type LocationRow, listLocations } from './location-queries.ts';

const view = (row: LocationRow): LocationView => ({
  id: encodeId('loc', row.id),
  name: row.name,
  kind: row.kind,
  is_default: row.is_default,
  archived: row.archived_at !== null,
  created_at: row.created_at.toISOString(),
});

const params = z.object({ id: idSchema('loc') });
const uuidOf = (id: string): string => decodeId('loc', id) ?? id;
const write = { kind: 'permission', permission: 'locations:write' } as const;

export const locationRoutes = (deps: Pick<Deps, 'db' | 'clock'>): Route[] => [
  route({
    method: 'GET',
    path: '/v1/locations',
    summary: 'List locations, the oldest first',
    tag: 'location',
    access: { kind: 'permission', permission: 'program:read' },
    query: locationListQuery,
    responses: { 200: locationListSchema },
    handle: ({ principal, query }) => {
      const { merchantId } = principal;
      const { limit, archived } = query;
      const places = placesOf(principal);
      const find = (after: string | null) =>
        inMerchant(deps.db, merchantId, (trx) =>
          listLocations(merchantId, { limit, after, archived, places }, trx),
        );
      return listById(query, find, view);
    },
  }),
  route({
    method: 'POST',
    path: '/v1/locations',
    summary: 'Add a location',
    tag: 'location',
    access: write,
    body: locationCreateSchema,
    responses: { 201: locationSchema },
    handle: (request) =>
      idempotently(deps, request, async (trx) =>
        created(view(await createLocation(deps, trx, request.principal, request.body))),
      ),
  }),
  route({
    method: 'PATCH',
    path: '/v1/locations/:id',
    summary: 'Change a location, or make it the default',
    tag: 'location',
    access: write,
    params,
    body: locationUpdateSchema,
    responses: { 200: locationSchema },
    handle: (request) =>
      idempotently(deps, request, async (trx) => {
        const id = uuidOf(request.params.id);
        const changed = await changeLocation(deps, trx, request.principal, id, request.body);
        return 'ok' in changed ? changed : ok(view(changed));
      }),
  }),
  route({
    method: 'POST',
    path: '/v1/locations/:id/archivals',
    summary: 'Archive a location; its orders stay',
    tag: 'location',
    access: write,
    params,
    responses: { 201: locationSchema },
    handle: (request) =>
      idempotently(deps, request, async (trx) => {
        const id = uuidOf(request.params.id);
        const archived = await archiveLocation(deps, trx, request.principal, id);
        return 'ok' in archived ? archived : created(view(archived));
      }),
  }),
];
