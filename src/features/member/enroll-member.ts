import type { ConsentInput } from '#contract/member.ts';
import { type Refused, refuse } from '#contract/refusals.ts';
import type { Locale } from '#core/program.ts';
import {
  type DeviceAction,
  type LedgerContext,
  type Prepared,
  type RunResult,
  runTogether,
} from '#features/ledger/index.ts';
import { findMerchant, type MerchantRow } from '#features/merchant/index.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';
import type { Deps } from '#platform/http/index.ts';
import { encodeId } from '#platform/ids/ids.ts';
import { readContact } from './contact.ts';
import { type Earlier, findEarlier } from './enrollment-keys.ts';
import { type NewMember, type WrittenMember, writeMember } from './write-member.ts';

export type Enrollment = {
  name?: string | null | undefined;
  phone?: string | null | undefined;
  email?: string | null | undefined;
  birthday?: string | null | undefined;
  locale?: Locale | null | undefined;
  note?: string | null | undefined;
  externalIds?: { source: string; id: string }[];
  consents?: ConsentInput[];
  /** A card handed out already; its code or short code. */
  cardCode?: string | undefined;
  locationId?: string | undefined;
  posterId?: string | undefined;
  source: 'api' | 'till' | 'poster' | 'link' | 'import' | 'demo';
  /** When it happened (epoch ms), if not now: at a till that was offline. */
  occurredAt?: number | undefined;
};

/** What makes a repeat harmless. The idempotency key keeps the member's id and nothing personal. */
export type EnrollmentKeys = {
  idempotency?: { principal: string; key: string; hash: string } | undefined;
  device?: DeviceAction | undefined;
};

type Committed = Extract<RunResult, { status: 'committed' }>;

export type EnrollResult =
  | ({ ok: true; status: 'enrolled' } & WrittenMember & Pick<Committed, 'decision' | 'loaded'>)
  | { ok: true; status: 'replayed'; earlier: Earlier }
  | Refused;

/**
 * Makes a person a member: profile, card, consents and the welcome gift's decision, all or none.
 * Someone known from orders only becomes a member; someone enrolled is named in the refusal.
 */
export const enrollMember = async (
  deps: Pick<Deps, 'db' | 'clock'>,
  ctx: LedgerContext,
  enrollment: Enrollment,
  keys: EnrollmentKeys = {},
): Promise<EnrollResult> => {
  const before = await findEarlier(deps.db, ctx.merchantId, keys);
  if (before) return repeated(before);
  let written: WrittenMember | undefined;
  const result = await runTogether(ctx, async (trx) => {
    const prepared = await prepare(trx, ctx, enrollment);
    if ('refusal' in prepared) return prepared;
    written = prepared;
    return commandFor(prepared, enrollment, keys);
  });
  if (result.status === 'committed' && written) {
    const { decision, loaded } = result;
    return { ok: true, status: 'enrolled', ...written, decision, loaded };
  }
  // Somebody with the same key was quicker: their member is the one we would have made.
  const after = await findEarlier(deps.db, ctx.merchantId, keys);
  if (after) return repeated(after);
  if (result.status === 'refused') return { ok: false, refusal: result.refusal };
  return refuse('idempotency_in_flight');
};

const repeated = (earlier: Earlier): EnrollResult =>
  earlier.matches ? { ok: true, status: 'replayed', earlier } : refuse('idempotency_key_reused');

const prepare = async (
  trx: MerchantTransaction,
  ctx: LedgerContext,
  enrollment: Enrollment,
): Promise<WrittenMember | Refused> => {
  const shop: MerchantRow = await findMerchant(ctx.merchantId, trx);
  const contact = readContact(shop, enrollment);
  if (!contact.ok) return contact;
  const at = new Date(enrollment.occurredAt ?? ctx.clock.now());
  const { phone, email } = contact;
  const member: NewMember = { ...enrollment, phone, email, at, demo: shop.demo };
  return writeMember(trx, ctx.merchantId, member);
};

const commandFor = (
  member: WrittenMember,
  { occurredAt, locationId }: Enrollment,
  { idempotency, device }: EnrollmentKeys,
): Prepared => ({
  ok: true,
  command: {
    load: { member: { id: member.memberId } },
    plan: (_loaded, now) => ({
      ok: true,
      event: { type: 'enrollment', occurred_at: occurredAt ?? now },
      location_id: locationId,
    }),
    ...(idempotency && {
      idempotency: {
        ...idempotency,
        respond: async () => ({ status: 201, body: { id: encodeId('mem', member.memberId) } }),
      },
    }),
    ...(device && { device }),
  },
});
