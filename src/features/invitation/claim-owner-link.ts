import type { z } from 'zod';
import type { claimOwnerLinkSchema } from '#contract/invitation.ts';
import type { MerchantCreate } from '#contract/merchant.ts';
import { type Refused, refuse, refuseFields } from '#contract/refusals.ts';
import { createMerchant } from '#features/merchant/index.ts';
import { findStaff } from '#features/staff/index.ts';
import {
  chooseFirstPassword,
  markPasswordOpen,
  randomPassword,
} from '#platform/auth/first-password.ts';
import { revokeOneTimeCodes, spendOneTimeCode } from '#platform/auth/one-time-code.ts';
import { startSession } from '#platform/auth/users.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { claimCode, openCode } from './claim-code.ts';
import type { ClaimResult } from './claim-invitation.ts';
import type { InvitationDeps } from './deps.ts';
import { type Claimed, describeClaim, enterDirectory, worksHere } from './join-staff.ts';
import { NOBODY } from './setup-link.ts';

type Claim = z.output<typeof claimOwnerLinkSchema>;
type Opened = { merchantId: string; subjectId: string };
type Owner = { merchantId: string; staffId: string; name: string; email: string };

/**
 * Gives a merchant its owner and signs them in. The set-up link of an empty installation stands for
 * no merchant yet: then the merchant is made along.
 */
export async function claimOwnerLink(deps: InvitationDeps, claim: Claim): Promise<ClaimResult> {
  const opened = await openCode(deps, 'owner_link', claim.code);
  if (!opened.ok) return opened;
  const { email, name, merchant } = claim;
  const empty = opened.merchantId === NOBODY;
  if (empty && !merchant) return refuseFields([{ path: 'merchant', fault: 'required' }]);
  const known = empty ? undefined : await ownerOf(deps, opened);
  if (known?.user_id) return comeBack(deps, opened, { ...claim, userId: known.user_id });
  const password = claim.password ?? randomPassword();
  const owned = await claimCode(deps, opened, { email, password, name }, async (userId) => {
    const { merchantId, subjectId: staffId } =
      empty && merchant ? await setUp(deps, merchant) : opened;
    const entered = await own(deps, { merchantId, staffId, name, email }, userId);
    return entered.ok ? { ...entered, userId } : entered;
  });
  if (!owned.ok) return owned;
  const cookies = await startSession(deps.signIn, { email, password });
  if (claim.password === undefined) await markPasswordOpen(deps.db.kysely, owned.userId);
  return { ok: true, claimed: owned.claimed, cookies };
}

const ownerOf = (deps: InvitationDeps, { merchantId, subjectId }: Opened) =>
  inMerchant(deps.db, merchantId, (trx) => findStaff(merchantId, trx, subjectId));

/**
 * The link once more, for an owner whose browser forgot them before they chose a password: the
 * same address and a password let them in again.
 */
async function comeBack(
  deps: InvitationDeps,
  opened: Opened & { hash: Buffer },
  { userId, email, password }: Claim & { userId: string },
): Promise<ClaimResult> {
  const { kysely } = deps.db;
  const owner = await ownerOf(deps, opened);
  if (!owner || owner.archived_at || owner.email !== email || password === undefined) {
    return refuse('code_invalid');
  }
  if (!(await spendOneTimeCode(kysely, opened.hash, deps.clock.now())))
    return refuse('code_invalid');
  if (!(await chooseFirstPassword(deps.signIn, kysely, userId, password))) {
    return refuse('code_invalid');
  }
  const { merchantId, subjectId } = opened;
  const claimed = await inMerchant(deps.db, merchantId, (trx) =>
    describeClaim(trx, { merchantId, staffId: subjectId, name: owner.name, role: owner.role }),
  );
  return { ok: true, claimed, cookies: await startSession(deps.signIn, { email, password }) };
}

async function setUp(deps: InvitationDeps, merchant: MerchantCreate) {
  const { merchantId, ownerId } = await createMerchant(deps, merchant);
  const links = { purpose: 'owner_link', now: deps.clock.now() } as const;
  await revokeOneTimeCodes(deps.db.kysely, { ...links, merchantId: NOBODY, subjectId: NOBODY });
  await revokeOneTimeCodes(deps.db.kysely, { ...links, merchantId, subjectId: ownerId });
  return { merchantId, subjectId: ownerId };
}

function own(
  deps: InvitationDeps,
  { merchantId, staffId, name, email }: Owner,
  userId: string,
): Promise<{ ok: true; claimed: Claimed } | Refused> {
  const at = deps.clock.now();
  return inMerchant(deps.db, merchantId, async (trx) => {
    const staff = await findStaff(merchantId, trx, staffId);
    if (!staff || staff.archived_at || staff.user_id) return refuse('code_invalid');
    if (await worksHere(trx, merchantId, userId)) return refuse('staff_exists');
    await trx
      .updateTable('staff')
      .set({ user_id: userId, name, email })
      .where('merchant_id', '=', merchantId)
      .where('id', '=', staffId)
      .execute();
    const who = { merchantId, staffId, userId, name, role: staff.role, at };
    return { ok: true, claimed: await enterDirectory(trx, who) };
  });
}
