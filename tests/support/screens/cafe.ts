import type { APIRequestContext } from 'playwright-core';
import type { LocationView } from '#contract/location.ts';
import type { MemberView } from '#contract/member.ts';
import { createDemo } from '#features/demo/index.ts';
import { systemClock } from '#platform/clock/clock.ts';
import type { Db } from '#platform/db/database.ts';
import { type OwnerApi, ownerApi } from './owner-api.ts';

const SEED = 3;
const MEMBERS = 60;
/** Of everybody at the café's tills. */
export const PIN = '2580';

/** Whom the pictures show: one for the office, two for the till. */
export type Regulars = Record<'known' | 'guest' | 'withRewards', MemberView>;

export type Cafe = { api: OwnerApi; regulars: Regulars; invitation: string };

const birthdayToday = (): string => `1990${new Date().toISOString().slice(4, 10)}`;

const KNOWN = {
  name: 'Ľubica Ďurčová',
  phone: '+421903412776',
  email: 'lubica@example.com',
  birthday: '1990-02-03',
  locale: 'sk',
  note: 'Oat milk, no sugar. Sits by the window.',
  tags: ['regular', 'book club'],
};
const GUEST = { name: 'Łukasz Żółć', phone: '+421903555014', note: 'Allergic to nuts.' };

/** The most faithful members get names with every diacritic, and facts to show. */
const nameRegulars = async (api: OwnerApi): Promise<Regulars> => {
  const { data } = await api<{ data: MemberView[] }>('GET', '/v1/members?limit=100&enrolled=true');
  const [first, second, third] = data.sort((a, b) => b.visits - a.visits);
  if (!first || !second || !third) throw new Error('the demo has no members');
  const change = (id: string, changes: object) =>
    api<MemberView>('PATCH', `/v1/members/${id}`, changes);
  const known = await change(first.id, KNOWN);
  await api('POST', '/v1/orders', {
    ...{ source: 'pos', external_id: 'latest', member: { id: first.id } },
    ...{ currency: 'EUR', total_minor: 870 },
    lines: [
      { name: 'Flat white', category: 'coffee', quantity: 2, total_minor: 680 },
      { name: 'Butter croissant', category: 'pastry', quantity: 1, total_minor: 190 },
    ],
  });
  for (const [unit, amount] of Object.entries({ stamps: 12, points: 180 })) {
    const reason = 'Paper card taken over';
    await api('POST', '/v1/adjustments', { member: { id: third.id }, unit, amount, reason });
  }
  const guest = await change(second.id, { ...GUEST, birthday: birthdayToday() });
  return { known, guest, withRewards: third };
};

const nameCafe = async (api: OwnerApi): Promise<void> => {
  await api('PATCH', '/v1/merchant', { name: 'Café Lipa' });
  const { data } = await api<{ data: LocationView[] }>('GET', '/v1/locations');
  const main = data.find((it) => it.is_default);
  await api('PATCH', `/v1/locations/${main?.id}`, { name: 'Main Square' });
};

const hire = async (api: OwnerApi): Promise<void> => {
  const { data } = await api<{ data: { id: string; role: string }[] }>('GET', '/v1/staff');
  for (const { id, role } of data) {
    if (role !== 'owner') await api('PUT', `/v1/staff/${id}/pin`, { pin: PIN });
  }
  const manager = { name: 'Viera', role: 'manager' };
  const { id } = await api<{ id: string }>('POST', '/v1/staff', manager);
  await api('PUT', `/v1/staff/${id}/pin`, { pin: PIN });
};

/** A café with a year of trade, people with PINs, posters, a key and an open invitation. */
export const openCafe = async (
  db: Db,
  origin: string,
  browser: APIRequestContext,
): Promise<Cafe> => {
  const deps = { db, clock: systemClock, origin: () => origin };
  const demo = await createDemo(deps, { members: MEMBERS, seed: SEED });
  if (!demo) throw new Error('there is a demo already');
  const owner = { link: demo.owner_link, email: 'zuzana@example.com' };
  const api = await ownerApi(browser, origin, owner);
  await nameCafe(api);
  await hire(api);
  const invited = { email: 'iva@example.com', name: 'Iva Malá', role: 'manager' };
  const { link } = await api<{ link: string }>('POST', '/v1/invitations', invited);
  for (const kind of ['poster', 'table_tent']) await api('POST', '/v1/posters', { kind });
  const scopes = ['members:read', 'orders:write'];
  await api('POST', '/v1/api-keys', { name: 'Online shop', scopes });
  return { api, regulars: await nameRegulars(api), invitation: new URL(link).search };
};
