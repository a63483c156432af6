import type { z } from 'zod';
import type { claimInvitationSchema } from '#contract/invitation.ts';
import { type Refused, refuse } from '#contract/refusals.ts';
import { startSession } from '#platform/auth/users.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { newId } from '#platform/ids/ids.ts';
import { claimCode, openCode } from './claim-code.ts';
import type { InvitationDeps } from './deps.ts';
import { findInvitation, type StoredInvitation } from './invitation-queries.ts';
import { type Claimed, enterDirectory, worksHere } from './join-staff.ts';

type Claim = z.output<typeof claimInvitationSchema>;
export type ClaimResult = { ok: true; claimed: Claimed; cookies: string[] } | Refused;

/** Makes the invited person one of the staff and signs them in. */
export async function claimInvitation(
  deps: InvitationDeps,
  { code, name, password }: Claim,
): Promise<ClaimResult> {
  const opened = await openCode(deps, 'invitation', code);
  if (!opened.ok) return opened;
  const { merchantId, subjectId } = opened;
  const invitation = await inMerchant(deps.db, merchantId, (trx) =>
    findInvitation(merchantId, trx, subjectId),
  );
  if (!invitation || invitation.accepted_at) return refuse('code_invalid');
  const { email } = invitation;
  const person = { email, password, name: name ?? invitation.name };
  const joined = await claimCode(deps, opened, person, (userId) =>
    accept(deps, merchantId, { ...invitation, name: person.name }, userId),
  );
  if (!joined.ok) return joined;
  return { ...joined, cookies: await startSession(deps.signIn, { email, password }) };
}

function accept(
  deps: InvitationDeps,
  merchantId: string,
  { id, email, name, role, location_ids }: StoredInvitation,
  userId: string,
): Promise<{ ok: true; claimed: Claimed } | Refused> {
  const at = deps.clock.now();
  return inMerchant(deps.db, merchantId, async (trx) => {
    if (await worksHere(trx, merchantId, userId)) return refuse('staff_exists');
    const staffId = newId();
    await trx
      .insertInto('staff')
      .values({
        merchant_id: merchantId,
        id: staffId,
        user_id: userId,
        name,
        email,
        role,
        location_ids,
        created_at: new Date(at),
      })
      .execute();
    await trx
      .updateTable('invitation')
      .set({ accepted_at: new Date(at) })
      .where('merchant_id', '=', merchantId)
      .where('id', '=', id)
      .execute();
    const who = { merchantId, staffId, userId, name, role, at };
    return { ok: true, claimed: await enterDirectory(trx, who) };
  });
}
