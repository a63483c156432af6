import { type Refused, refuse } from '#contract/refusals.ts';
import type { Till } from '#contract/till.ts';
import { audit, auditBy } from '#features/audit/index.ts';
import { revokeOneTimeCodes } from '#platform/auth/one-time-code.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import type { MerchantPrincipal } from '#platform/http/index.ts';
import { encodeId } from '#platform/ids/ids.ts';
import type { TillDeps } from './deps.ts';
import { findTill } from './till-queries.ts';
import { tillView } from './till-view.ts';
import { findOwnTill, findPlace } from './within-reach.ts';

type Change = { name?: string | undefined; locationId?: string | undefined };
type Changed = { ok: true; till: Till } | Refused;

/** Renames a till or moves it to another location. */
export function changeTill(
  deps: TillDeps,
  principal: MerchantPrincipal,
  id: string,
  change: Change,
): Promise<Changed> {
  const { merchantId } = principal;
  return inMerchant(deps.db, merchantId, async (trx): Promise<Changed> => {
    const before = await findOwnTill(principal, trx, id);
    if (!before) return refuse('not_found');
    if (change.locationId && !(await findPlace(principal, trx, change.locationId))) {
      return refuse('not_found');
    }
    const locationId = change.locationId ?? before.location_id;
    const name = change.name ?? before.name;
    await trx
      .updateTable('till')
      .set({ name, location_id: locationId })
      .where('merchant_id', '=', merchantId)
      .where('id', '=', id)
      .execute();
    await audit(trx, {
      merchantId,
      at: deps.clock.now(),
      actor: auditBy(principal).actor,
      action: 'till.changed',
      subject: encodeId('til', id),
      details: { name, location_id: encodeId('loc', locationId) },
    });
    const after = await findTill(merchantId, trx, id);
    return after ? { ok: true, till: tillView(after) } : refuse('not_found');
  });
}

/** Ends a device's right to be a till, at once and for good; what it did stays. */
export function revokeTill(
  deps: TillDeps,
  principal: MerchantPrincipal,
  id: string,
): Promise<Changed> {
  const { merchantId } = principal;
  return inMerchant(deps.db, merchantId, async (trx): Promise<Changed> => {
    const till = await findOwnTill(principal, trx, id);
    if (!till) return refuse('not_found');
    const now = deps.clock.now();
    const revoked = { revoked_at: new Date(now) };
    await trx
      .updateTable('till')
      .set(revoked)
      .where('merchant_id', '=', merchantId)
      .where('id', '=', id)
      .execute();
    await trx
      .updateTable('control.till_token')
      .set(revoked)
      .where('merchant_id', '=', merchantId)
      .where('till_id', '=', id)
      .execute();
    await trx
      .deleteFrom('control.till_session')
      .where('merchant_id', '=', merchantId)
      .where('till_id', '=', id)
      .execute();
    await revokeOneTimeCodes(trx, { purpose: 'pairing', merchantId, subjectId: id, now });
    await audit(trx, {
      merchantId,
      at: now,
      actor: auditBy(principal).actor,
      action: 'till.revoked',
      subject: encodeId('til', id),
      details: { name: till.name },
    });
    return { ok: true, till: tillView({ ...till, ...revoked }) };
  });
}
