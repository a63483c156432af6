import { z } from 'zod';
import { idSchema } from '#contract/ids.ts';
import {
  changeTillSchema,
  createPairingCodeSchema,
  createTillSessionSchema,
  pairedTillSchema,
  pairingCodeSchema,
  pairTillSchema,
  tillListSchema,
  tillSchema,
  tillSessionSchema,
  tillStaffSchema,
} from '#contract/till.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import {
  created,
  idempotently,
  noContent,
  ok,
  placesOf,
  type Route,
  refused,
  route,
} from '#platform/http/index.ts';
import { decodeId } from '#platform/ids/ids.ts';
import { changeTill, revokeTill } from './change-till.ts';
import { createPairingCode } from './create-pairing-code.ts';
import type { TillDeps } from './deps.ts';
import { listTillStaff } from './list-till-staff.ts';
import { pairTill } from './pair-till.ts';
import { findTills } from './till-queries.ts';
import { closeTillSession, openTillSession } from './till-session.ts';
import { tillView } from './till-view.ts';

const byId = z.object({ id: idSchema('til') });
const write = { kind: 'permission', permission: 'tills:write' } as const;
const device = { kind: 'merchant', only: ['till'] } as const;

/** The merchant's view of its tills. */
const administration = (deps: TillDeps): Route[] => [
  route({
    method: 'GET',
    path: '/v1/tills',
    summary: 'List the tills',
    tag: 'till',
    access: write,
    responses: { 200: tillListSchema },
    handle: async ({ principal }) => {
      const { merchantId } = principal;
      const rows = await inMerchant(deps.db, merchantId, (trx) =>
        findTills(merchantId, trx, placesOf(principal)),
      );
      return ok({ data: rows.map(tillView), next_cursor: null });
    },
  }),
  route({
    method: 'POST',
    path: '/v1/tills/pairing-codes',
    summary: 'Add a till and show the code its device has to name',
    tag: 'till',
    access: write,
    body: createPairingCodeSchema,
    responses: { 200: pairingCodeSchema, 201: pairingCodeSchema },
    handle: (request) =>
      idempotently(deps, request, async (trx) => {
        const { name, location_id: given } = request.body;
        const locationId = given === undefined ? undefined : decodeId('loc', given);
        if (locationId === null) return refused('not_found');
        const made = await createPairingCode(trx, deps, request.principal, { name, locationId });
        return made.ok ? created(made.code) : made;
      }),
  }),
  route({
    method: 'PATCH',
    path: '/v1/tills/:id',
    summary: 'Rename a till or move it to another location',
    tag: 'till',
    access: write,
    params: byId,
    body: changeTillSchema,
    naturalKey: () => true,
    responses: { 200: tillSchema },
    handle: async ({ principal, params, body }) => {
      const id = decodeId('til', params.id);
      const given = body.location_id;
      const locationId = given === undefined ? undefined : decodeId('loc', given);
      if (id === null || locationId === null) return refused('not_found');
      const changed = await changeTill(deps, principal, id, { name: body.name, locationId });
      return changed.ok ? ok(changed.till) : changed;
    },
  }),
  route({
    method: 'POST',
    path: '/v1/tills/:id/revocations',
    summary: "End a device's right to be a till, at once and for good",
    tag: 'till',
    access: write,
    params: byId,
    naturalKey: () => true,
    responses: { 201: tillSchema },
    handle: async ({ principal, params }) => {
      const id = decodeId('til', params.id);
      if (id === null) return refused('not_found');
      const revoked = await revokeTill(deps, principal, id);
      return revoked.ok ? created(revoked.till) : revoked;
    },
  }),
];

/** What the device itself asks for. */
const onDevice = (deps: TillDeps): Route[] => [
  route({
    method: 'POST',
    path: '/v1/tills/pairings',
    summary: 'Make this device a till',
    tag: 'till',
    access: { kind: 'public', limit: 'anonymous' },
    body: pairTillSchema,
    responses: { 201: pairedTillSchema },
    naturalKey: () => true,
    handle: async ({ body }) => {
      const paired = await pairTill(deps, body.code, body.name);
      return paired.ok ? created(paired.paired) : paired;
    },
  }),
  route({
    method: 'GET',
    path: '/v1/till-staff',
    summary: 'List the names to choose from at this till',
    tag: 'till',
    access: device,
    responses: { 200: tillStaffSchema },
    handle: async ({ principal }) => ok(await listTillStaff(deps, principal)),
  }),
  route({
    method: 'POST',
    path: '/v1/till-sessions',
    summary: 'Put a person behind this till by their PIN',
    tag: 'till',
    access: device,
    body: createTillSessionSchema,
    responses: { 201: tillSessionSchema },
    handle: async ({ principal, body }) => {
      const staffId = decodeId('stf', body.staff_id);
      if (staffId === null) return refused('not_found');
      const opened = await openTillSession(deps, principal, staffId, body.pin);
      return opened.ok ? created(opened.session) : opened;
    },
  }),
  route({
    method: 'DELETE',
    path: '/v1/till-sessions',
    summary: 'Sign the person off this till',
    tag: 'till',
    access: device,
    responses: { 204: z.undefined() },
    handle: async ({ principal, headers }) => {
      const token = headers['x-staff-session'];
      if (token) await closeTillSession(deps, principal, token);
      return noContent();
    },
  }),
];

export const tillRoutes = (deps: TillDeps): Route[] => [...administration(deps), ...onDevice(deps)];
