import type { z } from 'zod';
import type { createdInvitationSchema, createInvitationSchema } from '#contract/invitation.ts';
import { type Refused, refuse } from '#contract/refusals.ts';
import type { Locale } from '#core/program.ts';
import { audit, auditBy } from '#features/audit/index.ts';
import { queueMessage } from '#features/message/index.ts';
import { findStaffByEmail, readPlaces } from '#features/staff/index.ts';
import { invitationLink } from '#platform/auth/links.ts';
import { issueOneTimeCode } from '#platform/auth/one-time-code.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';
import type { MerchantPrincipal } from '#platform/http/index.ts';
import { encodeId, newId } from '#platform/ids/ids.ts';
import type { InvitationDeps } from './deps.ts';
import { invitationMail } from './invitation-mail.ts';
import { findInvitation, findMerchantHead } from './invitation-queries.ts';
import { invitationView } from './invitation-view.ts';
import { withdraw } from './revoke-invitation.ts';

type Invite = z.output<typeof createInvitationSchema>;
type Created = { ok: true; invitation: z.infer<typeof createdInvitationSchema> } | Refused;

/** Invites a person by e-mail; an open invitation to the same address is replaced. */
export async function createInvitation(
  trx: MerchantTransaction,
  deps: InvitationDeps,
  principal: MerchantPrincipal,
  { email, name, role, location_ids, locale }: Invite,
): Promise<Created> {
  const { merchantId } = principal;
  const now = deps.clock.now();
  if (await findStaffByEmail(merchantId, trx, email)) return refuse('staff_exists');
  const read = await readPlaces(merchantId, trx, role, location_ids);
  if (!read.ok) return read;
  await withdrawOthers(trx, merchantId, email, now);
  const id = newId();
  const issue = { purpose: 'invitation', merchantId, subjectId: id, now } as const;
  const { code, expiresAt } = await issueOneTimeCode(trx, issue);
  await trx
    .insertInto('invitation')
    .values({
      merchant_id: merchantId,
      id,
      email,
      name,
      role,
      location_ids: read.places,
      invited_by: principal.kind === 'api_key' ? null : principal.staffId,
      expires_at: expiresAt,
      created_at: new Date(now),
    })
    .execute();
  const link = invitationLink(deps.origin(), code);
  const shop = await findMerchantHead(merchantId, trx);
  const { subject, content } = invitationMail({
    locale: locale ?? (shop.locale as Locale),
    shop: shop.name,
    zone: shop.zone,
    role,
    link,
    expiresAt,
  });
  const queued = { merchantId, memberId: null, recipient: email, subject, content };
  const { state } = await queueMessage(trx, deps, queued);
  await audit(trx, {
    merchantId,
    at: now,
    actor: auditBy(principal).actor,
    action: 'invitation.created',
    subject: encodeId('inv', id),
    details: { email, role, location_ids },
  });
  const row = await findInvitation(merchantId, trx, id);
  if (!row) throw new Error('an invitation just made is missing');
  const shown = state === 'held' ? link : null;
  return { ok: true, invitation: { ...invitationView(row), delivery: state, link: shown } };
}

async function withdrawOthers(
  trx: MerchantTransaction,
  merchantId: string,
  email: string,
  now: number,
): Promise<void> {
  const open = await trx
    .selectFrom('invitation')
    .select('id')
    .where('merchant_id', '=', merchantId)
    .where('email', '=', email)
    .where('accepted_at', 'is', null)
    .execute();
  for (const { id } of open) await withdraw(trx, merchantId, id, now);
}
