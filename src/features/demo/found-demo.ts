import { ROLE_PERMISSIONS } from '#contract/permissions.ts';
import { insertLocation } from '#features/location/index.ts';
import { changeMerchant, createMerchant } from '#features/merchant/index.ts';
import { listRewards } from '#features/reward/index.ts';
import { createStaff } from '#features/staff/index.ts';
import { ownerLink } from '#platform/auth/links.ts';
import { issueOneTimeCode, revokeOneTimeCodes } from '#platform/auth/one-time-code.ts';
import { inMerchant, type MerchantTransaction } from '#platform/db/tenant.ts';
import type { Deps, StaffPrincipal } from '#platform/http/index.ts';
import { decodeId, newId } from '#platform/ids/ids.ts';

export type DemoDeps = Pick<Deps, 'db' | 'clock' | 'origin'>;

/** What a purchase needs to know of the café. */
export type Cafe = {
  merchantId: string;
  ownerId: string;
  /** Two, the default one first. */
  locations: string[];
  staff: string[];
  rewards: { id: string; cost: { unit: string; amount: number } }[];
};

export const ZONE = 'Europe/Bratislava';
const NAME = 'Demo Café Lipa';
const SECOND_LOCATION = 'Café Lipa, Station';
const STAFF = ['Zuzana', 'Marek', 'Ema'];
const MOST_REWARDS = 20;

/** Founds the café on the first day of its year, with a second location and three people. */
export const foundDemo = async ({ db, origin }: DemoDeps, start: number): Promise<Cafe> => {
  const clock = { now: () => start };
  const input = {
    name: NAME,
    template: 'cafe',
    currency: 'EUR',
    locale: 'en',
    zone: ZONE,
  } as const;
  const made = await createMerchant({ db, clock, origin }, { ...input, demo: true });
  const { merchantId, ownerId, locationId } = made;
  return inMerchant(db, merchantId, async (trx) => {
    const write = { merchantId, actor: `staff:${ownerId}`, now: start };
    const done = await changeMerchant(trx, write, { setup_done: true });
    if ('refusal' in done) throw new Error(`the demo was refused: ${done.refusal.code}`);
    const second = { id: newId(), name: SECOND_LOCATION, kind: 'shop', is_default: false } as const;
    await insertLocation(merchantId, { ...second, created_at: new Date(start) }, trx);
    const staff = await hire(trx, ownerOf(merchantId, ownerId), start);
    const page = { limit: MOST_REWARDS, after: null, active: true };
    const rows = await listRewards(merchantId, page, trx);
    const rewards = rows.map(({ id, content: { cost } }) => ({ id, cost }));
    return { merchantId, ownerId, locations: [locationId, second.id], staff, rewards };
  });
};

const hire = async (
  trx: MerchantTransaction,
  owner: StaffPrincipal,
  now: number,
): Promise<string[]> => {
  const ids: string[] = [];
  for (const name of STAFF) {
    const made = await createStaff(trx, { clock: { now: () => now } }, owner, {
      name,
      role: 'staff',
      location_ids: null,
    });
    if (!made.ok) throw new Error(`the demo's ${name} was refused`);
    ids.push(decodeId('stf', made.staff.id) ?? made.staff.id);
  }
  return ids;
};

/** The owner, who has no user to sign in with until the link is opened. */
const ownerOf = (merchantId: string, staffId: string): StaffPrincipal => ({
  kind: 'staff',
  merchantId,
  staffId,
  userId: '',
  role: 'owner',
  permissions: ROLE_PERMISSIONS.owner,
  locationIds: null,
});

/** A link that opens today: the one of the foundation is a year old. */
export const freshOwnerLink = async (
  { db, clock, origin }: DemoDeps,
  { merchantId, ownerId }: Cafe,
): Promise<string> => {
  const subject = { purpose: 'owner_link', merchantId, subjectId: ownerId } as const;
  const issue = { ...subject, now: clock.now() };
  await revokeOneTimeCodes(db.kysely, issue);
  const { code } = await issueOneTimeCode(db.kysely, issue);
  return ownerLink(origin(), code);
};
