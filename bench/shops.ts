import type { EarningRule, ProgramDocument } from '#core/program.ts';
import { createMerchant } from '#features/merchant/index.ts';
import { recordOrder } from '#features/order/index.ts';
import { createDraft, findLive, publishProgram } from '#features/program/index.ts';
import { systemClock } from '#platform/clock/clock.ts';
import type { Db } from '#platform/db/database.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { encodeId } from '#platform/ids/ids.ts';
import { createTestMember } from '#support/ledger.ts';

export type Shop = { merchantId: string; apiKey: string; document: ProgramDocument };

const AT_A_TIME = 8;
const DAY_MS = 86_400_000;
export const MANY_RULES = 30;
export const MANY_LOTS = 365;

const origin = () => 'http://127.0.0.1';

/** A café with its template's program. */
export const openShop = async (db: Db): Promise<Shop> => {
  const input = { name: 'Bench', template: 'cafe', currency: 'EUR', locale: 'en' } as const;
  const made = await createMerchant({ db, clock: systemClock, origin }, input);
  const { merchantId, api_key: apiKey } = made;
  return { merchantId, apiKey, document: await liveOf(db, merchantId) };
};

const liveOf = (db: Db, merchantId: string): Promise<ProgramDocument> =>
  inMerchant(db, merchantId, async (trx) => {
    const live = await findLive(merchantId, trx);
    if (!live) throw new Error('a shop without a program');
    return live.document;
  });

/** The same café with rules for many categories more, which each order is compared with. */
export const openShopOfManyRules = async (db: Db): Promise<Shop> => {
  const shop = await openShop(db);
  const { merchantId, document } = shop;
  const more = Array.from(
    { length: MANY_RULES - document.rules.length },
    (_, i): EarningRule => ({
      id: `more-${i}`,
      on: 'purchase',
      match: { categories: [`category-${i}`] },
      give: { kind: 'per_amount', unit: 'points', units: 1, per_minor: 100, remainder: 'keep' },
    }),
  );
  const longer = { ...document, rules: [...document.rules, ...more] };
  await inMerchant(db, merchantId, async (trx) => {
    const write = { merchantId, actor: 'bench', now: systemClock.now() };
    const draft = await createDraft(trx, write, longer);
    if ('refusal' in draft) throw new Error(draft.refusal.code);
    const version = await publishProgram(trx, write, draft.id, null);
    if ('refusal' in version) throw new Error(version.refusal.code);
  });
  return { ...shop, document: longer };
};

/** New members of a shop, by their ids in the API. */
export const makeMembers = async (db: Db, { merchantId }: Shop, count: number) => {
  const ids: string[] = [];
  while (ids.length < count) {
    const batch = Array.from({ length: Math.min(AT_A_TIME, count - ids.length) }, () =>
      createTestMember(db, merchantId),
    );
    for (const id of await Promise.all(batch)) ids.push(encodeId('mem', id));
  }
  return ids;
};

/** Members who bought every day of a year: as many open lots of points. */
export const makeOldMembers = async (db: Db, shop: Shop, count: number): Promise<string[]> => {
  const members = await makeMembers(db, shop, count);
  await Promise.all(members.map((id) => liveAYear(db, shop, id)));
  return members;
};

const liveAYear = async (db: Db, { merchantId }: Shop, member: string): Promise<void> => {
  const now = systemClock.now();
  for (let day = MANY_LOTS - 1; day >= 0; day--) {
    const at = now - day * DAY_MS - DAY_MS / 2;
    const ctx = { db, merchantId, actor: 'bench', clock: { now: () => at } };
    const made = await recordOrder({ ctx, reader: 'en' }, orderOf(member));
    if (!made.ok) throw new Error(made.refusal.code);
  }
};

/** The order that the recorded statements stand for too: two lines, three coffees. */
export const orderOf = (member: string) => ({
  source: 'bench',
  external_id: crypto.randomUUID(),
  version: 1,
  state: 'paid' as const,
  member: { id: member },
  currency: 'EUR',
  total_minor: 890,
  ...{ discount_minor: 0, tax_minor: 0, tax_included: true },
  ...{ shipping_minor: 0, tip_minor: 0, fees_minor: 0 },
  lines: [
    { name: 'Espresso', category: 'coffee', quantity: 2, total_minor: 500, earns: true },
    { name: 'Espresso', category: 'coffee', quantity: 1, total_minor: 390, earns: true },
  ],
  refunds: [],
});
