import type { z } from 'zod';
import type { locationCreateSchema, locationUpdateSchema } from '#contract/location.ts';
import { type Refused, refuse } from '#contract/refusals.ts';
import { audit, auditBy } from '#features/audit/index.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';
import type { Deps, MerchantPrincipal } from '#platform/http/index.ts';
import { encodeId, newId } from '#platform/ids/ids.ts';
import {
  findLocation,
  insertLocation,
  type LocationRow,
  makeDefault,
  updateLocation,
} from './location-queries.ts';

type Create = z.output<typeof locationCreateSchema>;
type Update = z.output<typeof locationUpdateSchema>;
type Changed = LocationRow | Refused;

const note = (
  deps: Pick<Deps, 'clock'>,
  trx: MerchantTransaction,
  principal: MerchantPrincipal,
  action: 'location.created' | 'location.changed' | 'location.archived',
  id: string,
  details: Record<string, unknown>,
) =>
  audit(trx, {
    merchantId: principal.merchantId,
    actor: auditBy(principal).actor,
    action,
    subject: encodeId('loc', id),
    details,
    at: deps.clock.now(),
  });

export const createLocation = async (
  deps: Pick<Deps, 'clock'>,
  trx: MerchantTransaction,
  principal: MerchantPrincipal,
  { name, kind }: Create,
): Promise<LocationRow> => {
  const created_at = new Date(deps.clock.now());
  const row = { id: newId(), name, kind, is_default: false, created_at };
  await insertLocation(principal.merchantId, row, trx);
  await note(deps, trx, principal, 'location.created', row.id, { name, kind });
  return { ...row, archived_at: null };
};

export const changeLocation = async (
  deps: Pick<Deps, 'clock'>,
  trx: MerchantTransaction,
  principal: MerchantPrincipal,
  id: string,
  { is_default: becomesDefault, ...changes }: Update,
): Promise<Changed> => {
  const { merchantId } = principal;
  const known = await findLocation(merchantId, id, trx);
  if (!known) return refuse('not_found');
  if (known.archived_at) return refuse('location_archived');
  await updateLocation(merchantId, id, definedOnly(changes), trx);
  if (becomesDefault) await makeDefault(merchantId, id, trx);
  const details = { ...changes, ...(becomesDefault ? { is_default: true } : {}) };
  await note(deps, trx, principal, 'location.changed', id, details);
  return { ...known, ...definedOnly(changes), is_default: known.is_default || !!becomesDefault };
};

/** An archived location keeps its orders and can't be chosen any more. */
export const archiveLocation = async (
  deps: Pick<Deps, 'clock'>,
  trx: MerchantTransaction,
  principal: MerchantPrincipal,
  id: string,
): Promise<Changed> => {
  const { merchantId } = principal;
  const known = await findLocation(merchantId, id, trx);
  if (!known) return refuse('not_found');
  if (known.is_default) return refuse('location_default');
  if (known.archived_at) return known;
  const archived_at = new Date(deps.clock.now());
  await updateLocation(merchantId, id, { archived_at }, trx);
  await note(deps, trx, principal, 'location.archived', id, { name: known.name });
  return { ...known, archived_at };
};

const definedOnly = <T extends object>(changes: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
