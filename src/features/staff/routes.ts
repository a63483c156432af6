import { z } from 'zod';
import { idSchema } from '#contract/ids.ts';
import {
  changeStaffSchema,
  createStaffSchema,
  firstPasswordSchema,
  meSchema,
  setPinSchema,
  staffListSchema,
  staffSchema,
} from '#contract/staff.ts';
import { chooseFirstPassword } from '#platform/auth/first-password.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import {
  created,
  idempotently,
  noContent,
  ok,
  type Route,
  refused,
  route,
} from '#platform/http/index.ts';
import { decodeId } from '#platform/ids/ids.ts';
import { archiveStaff, changeStaff } from './change-staff.ts';
import { createStaff } from './create-staff.ts';
import type { StaffDeps } from './deps.ts';
import { setPin } from './set-pin.ts';
import { showMe } from './show-me.ts';
import { findAllStaff } from './staff-queries.ts';
import { staffView } from './staff-view.ts';

const byId = z.object({ id: idSchema('stf') });
const write = { kind: 'permission', permission: 'staff:write' } as const;
const person = { kind: 'merchant', only: ['staff'] } as const;

/** The owner's view of the people. */
const administration = (deps: StaffDeps): Route[] => [
  route({
    method: 'GET',
    path: '/v1/staff',
    summary: 'List who works here',
    tag: 'staff',
    access: { kind: 'permission', permission: 'audit:read' },
    responses: { 200: staffListSchema },
    handle: async ({ principal: { merchantId } }) => {
      const rows = await inMerchant(deps.db, merchantId, (trx) => findAllStaff(merchantId, trx));
      return ok({ data: rows.map(staffView), next_cursor: null });
    },
  }),
  route({
    method: 'POST',
    path: '/v1/staff',
    summary: 'Add a person who uses the till with a PIN',
    tag: 'staff',
    access: write,
    body: createStaffSchema,
    responses: { 200: staffSchema, 201: staffSchema },
    handle: (request) =>
      idempotently(deps, request, async (trx) => {
        const made = await createStaff(trx, deps, request.principal, request.body);
        return made.ok ? created(made.staff) : made;
      }),
  }),
  route({
    method: 'PATCH',
    path: '/v1/staff/:id',
    summary: 'Rename a person, change their role or where they work',
    tag: 'staff',
    access: write,
    params: byId,
    body: changeStaffSchema,
    naturalKey: () => true,
    responses: { 200: staffSchema },
    handle: async ({ principal, params, body }) => {
      const id = decodeId('stf', params.id);
      if (id === null) return refused('not_found');
      const changed = await changeStaff(deps, principal, id, body);
      return changed.ok ? ok(changed.staff) : changed;
    },
  }),
];

/** PINs and the end of a person's work. */
const access = (deps: StaffDeps): Route[] => [
  route({
    method: 'PUT',
    path: '/v1/staff/:id/pin',
    summary: "Reset a person's PIN",
    tag: 'staff',
    access: write,
    params: byId,
    body: setPinSchema,
    naturalKey: () => true,
    responses: { 204: z.undefined() },
    handle: async ({ principal, params, body }) => {
      const id = decodeId('stf', params.id);
      if (id === null) return refused('not_found');
      const set = await setPin(deps, principal, id, body.pin);
      return set.ok ? noContent() : set;
    },
  }),
  route({
    method: 'POST',
    path: '/v1/staff/:id/archivals',
    summary: "End a person's work here; what they did stays theirs",
    tag: 'staff',
    access: write,
    params: byId,
    naturalKey: () => true,
    responses: { 201: staffSchema },
    handle: async ({ principal, params }) => {
      const id = decodeId('stf', params.id);
      if (id === null) return refused('not_found');
      const archived = await archiveStaff(deps, principal, id);
      return archived.ok ? created(archived.staff) : archived;
    },
  }),
];

/** What a person asks for themselves. */
const own = (deps: StaffDeps): Route[] => [
  route({
    method: 'GET',
    path: '/v1/staff/me',
    summary: 'Show who is signed in',
    tag: 'staff',
    access: person,
    responses: { 200: meSchema },
    handle: async ({ principal }) => ok(await showMe(deps, principal)),
  }),
  route({
    method: 'PUT',
    path: '/v1/staff/me/pin',
    summary: 'Choose your own PIN',
    tag: 'staff',
    access: person,
    body: setPinSchema,
    naturalKey: () => true,
    responses: { 204: z.undefined() },
    handle: async ({ principal, body }) => {
      const set = await setPin(deps, principal, principal.staffId, body.pin);
      return set.ok ? noContent() : set;
    },
  }),
  route({
    method: 'PUT',
    path: '/v1/staff/me/password',
    summary: 'Choose the first password after a set-up without one',
    tag: 'staff',
    access: person,
    body: firstPasswordSchema,
    naturalKey: () => true,
    responses: { 204: z.undefined() },
    handle: async ({ principal: { userId }, body: { password } }) => {
      const chosen = await chooseFirstPassword(deps.signIn, deps.db.kysely, userId, password);
      return chosen ? noContent() : refused('forbidden');
    },
  }),
];

export const staffRoutes = (deps: StaffDeps): Route[] => [
  ...own(deps),
  ...administration(deps),
  ...access(deps),
];
