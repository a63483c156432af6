import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeId } from '#platform/ids/ids.ts';
import { type MemberPages, SK, startMemberPages } from '#support/member-pages.ts';

const HOUR = 3_600_000;
let pages: MemberPages;
let shop: Awaited<ReturnType<MemberPages['cafe']>>;
/** The reward of the full stamp card. */
let coffee: string;

beforeAll(async () => {
  pages = await startMemberPages();
  shop = await pages.cafe();
  const { rows } = await pages.db.owner.query(
    `select document->'stamp_cards'->0->>'reward_id' as id from stamgast.program_version
     where merchant_id = $1`,
    [shop.merchantId],
  );
  coffee = rows[0].id;
});
afterAll(() => pages.close());

/** A guest whose stamp card is full. */
const fullCard = async (): Promise<string> => {
  const address = await pages.join(shop);
  await pages.tap(shop, address, 8);
  return address;
};
const choose = (address: string, reward: string, end = '') =>
  pages.send(`${address}/choice${end}`, { reward }, SK);
const cardOf = async (address: string) => (await pages.get(address, SK)).body;
const CHOSEN = 'Vybraté. Pri pokladni to uvidia.';

test('[B6] 303: a reward is picked without a script, shown as picked and taken back', async () => {
  const address = await fullCard();
  expect(await cardOf(address)).toContain(`name="reward" value="${coffee}"`);
  const picked = await choose(address, coffee);
  expect([picked.statusCode, picked.headers.location]).toEqual([
    303,
    `${address}#choice-${coffee}`,
  ]);
  expect(await cardOf(address)).toContain(CHOSEN);
  const back = await choose(address, '');
  expect(back.statusCode).toBe(303);
  expect(await cardOf(address)).not.toContain(CHOSEN);
});

test('[B6] 200: the page that is open gets its new middle at once', async () => {
  const address = await fullCard();
  const picked = await choose(address, coffee, '?fragment=1');
  expect(picked.statusCode).toBe(200);
  expect(picked.body).toMatch(/^<main id="card"/);
  expect(picked.body).toContain(CHOSEN);
});

test('[B6] 422: a reward out of reach, an unknown one or nonsense is not picked, and it is said', async () => {
  const address = await pages.join(shop);
  for (const reward of [coffee, '01a00000-0000-7000-8000-000000000000', 'x']) {
    const refused = await choose(address, reward);
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('Túto odmenu teraz nemožno vybrať.');
    expect(refused.body).not.toContain(CHOSEN);
  }
});

test('[B6] 404: nobody picks with an address that opens no card', async () => {
  const answer = await choose('/c/unknown-unknown-unknown', coffee);
  expect(answer.statusCode).toBe(404);
});

test('[B6] a pick holds nothing, and ends when it is redeemed', async () => {
  const address = await fullCard();
  await choose(address, coffee);
  const { code, id } = await pages.memberOf(address);
  const holds = await pages.db.owner.query(
    'select count(*)::int as n from stamgast.hold where member_id = $1',
    [id],
  );
  expect(holds.rows).toEqual([{ n: 0 }]);
  pages.clock.advance(1_000);
  const redeemed = await pages.award(shop, '/v1/redemptions', {
    member: { card_code: code },
    reward_id: encodeId('rew', coffee),
  });
  expect(redeemed.statusCode).toBe(201);
  await pages.tap(shop, address, 10);
  // Full again, but what was picked has been handed over.
  const card = await cardOf(address);
  expect(card).toContain(`value="${coffee}"`);
  expect(card).not.toContain(CHOSEN);
});

test('[B6] a pick ends by itself after some hours', async () => {
  const address = await fullCard();
  await choose(address, coffee);
  pages.clock.advance(4 * HOUR - 1);
  expect(await cardOf(address)).toContain(CHOSEN);
  pages.clock.advance(1);
  expect(await cardOf(address)).not.toContain(CHOSEN);
});
