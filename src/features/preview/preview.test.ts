import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MissedView, PreviewView } from '#contract/preview.ts';
import type { ProgramDocument } from '#core/program.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { encodeId, newId } from '#platform/ids/ids.ts';
import { document, pointPer } from '#support/core-scene.ts';
import { createTestMerchant } from '#support/ledger.ts';
import {
  apiKeyOf,
  coffees,
  type LedgerScene,
  openLedgerScene,
  orderBody,
} from '#support/ledger-api.ts';

const HOUR = 3_600_000;

/** Double points with a pastry, and on Sundays five points more. */
const program: ProgramDocument = document({
  cool_down_minutes: 120,
  promotions: [
    {
      id: 'pastry',
      names: { en: 'Double points with a pastry', sk: 'Dvojnásobné body so zákuskom' },
      on: 'purchase',
      when: [{ kind: 'basket', match: { categories: ['pastry'] }, quantity: 1 }],
      give: { kind: 'multiplier', unit: 'points', numerator: 2, denominator: 1 },
      stacks: false,
    },
    {
      id: 'sunday',
      on: 'purchase',
      when: [
        { kind: 'weekdays', days: [7] },
        { kind: 'new_member', days: 30 },
      ],
      give: { kind: 'fixed', unit: 'points', units: 5 },
      limits: [{ of: 'times', most: 1, per: 'day' }],
      stacks: true,
    },
  ],
});

let scene: LedgerScene;

beforeAll(async () => {
  scene = await openLedgerScene(program);
});
afterAll(() => scene.close());

const bought = (lines: object[] = [coffees()]) => {
  const { currency, total_minor } = orderBody({ lines });
  return { currency, total_minor, lines };
};

const preview = async (body: object, language = 'en') => {
  const headers = { 'accept-language': language };
  const reply = await scene.key.post('/v1/decisions/preview', body, headers);
  return { status: reply.status, view: reply.body as unknown as PreviewView, body: reply.body };
};

const gave = ({ decision }: PreviewView) =>
  Object.fromEntries(decision.entries.map(({ cause, amount }) => [cause, amount]));
const codes = (missed: readonly MissedView[]) =>
  Object.fromEntries(missed.map(({ rule, reason }) => [rule, reason.code]));
const spendable = ({ member }: PreviewView, unit: string) =>
  member.accounts.find((account) => account.unit === unit)?.spendable;

test('[E14] a preview says what a new member would get, why, and why not', async () => {
  const { status, view } = await preview({ order: bought() }, 'sk');
  expect(status).toBe(200);
  expect(gave(view)).toEqual({ 'rule:coffee@1': 1, 'rule:points@1': 2 });
  expect(view.decision.entries[1]?.explanation.text).toContain('2,80');
  expect(view.member).toMatchObject({ id: null, name: null });
  expect(spendable(view, 'points')).toBe(2);
  expect(codes(view.missed)).toEqual({ pastry: 'condition', sunday: 'condition' });
  expect(view.missed[0]?.sentence).toBe(
    '„Dvojnásobné body so zákuskom“ sa nepoužilo: v nákupe nie je zákusok.',
  );
});

test('[E14] a preview decides on what the member has, as the order then does, and writes nothing', async () => {
  const person = await scene.person();
  const member = { id: person.id };
  const order = bought();
  await scene.key.post('/v1/orders', orderBody({ ...order, member }));
  const count = async () => (await scene.key.get(`/v1/orders?member_id=${person.id}`)).body.data;
  scene.clock.advance(3 * HOUR);
  const first = await preview({ member, order });
  expect(await count()).toHaveLength(1);
  expect((await preview({ member, order })).view).toEqual(first.view);
  const real = (await scene.key.post('/v1/orders', orderBody({ ...order, member }))).body;
  expect(first.view.decision.entries).toEqual(real.decision?.entries);
  expect(first.view.member.accounts).toEqual(real.member?.accounts);
});

test('[E14] the moment, a phone that is nobody’s and an unpaid limit count as they would', async () => {
  const at = '2026-03-08T10:00:00Z';
  const { view } = await preview({ member: { phone: '+421905123456' }, order: bought(), at });
  expect(gave(view)['rule:sunday@1']).toBe(5);
  const person = await scene.person();
  const old = await preview({ member: { id: person.id }, order: bought(), at });
  expect(old.view.missed.at(-1)?.reason).toEqual({
    code: 'condition',
    condition: { kind: 'new_member', days: 30 },
  });
});

test('[E14] a draft decides in place of the live version', async () => {
  const id = newId();
  const draft = document({ rules: [pointPer(10)] });
  await inMerchant(scene.db, scene.merchant.merchantId, (trx) =>
    trx
      .insertInto('program_draft')
      .values({
        merchant_id: scene.merchant.merchantId,
        id,
        document: JSON.stringify(draft),
        based_on: 1,
        updated_at: new Date(),
        updated_by: 'test',
      })
      .execute(),
  );
  const { view } = await preview({ order: bought(), program: encodeId('dft', id) });
  expect(gave(view)).toEqual({ 'rule:points@2': 28 });
  expect(view).toMatchObject({ program_version: 2, missed: [] });
});

test('[E14] a visit is previewed too', async () => {
  const { view } = await preview({ visit: { stamps: [{ unit: 'stamps', amount: 2 }] } });
  expect(gave(view)).toEqual({ 'rule:coffee@1': 2 });
  expect(codes(view.missed)).toMatchObject({ points: 'no_purchase' });
});

test('[E14] what can’t be previewed is refused as the order would be', async () => {
  const wrongTotal = { ...bought(), total_minor: 1 };
  expect(await preview({ order: wrongTotal })).toMatchObject({
    status: 422,
    body: { code: 'order_total_mismatch' },
  });
  expect(await preview({})).toMatchObject({ status: 422, body: { code: 'invalid_request' } });
  expect(await preview({ visit: { stamps: [{ unit: 'points', amount: 1 }] } })).toMatchObject({
    body: { code: 'unit_not_stamps' },
  });
  for (const body of [
    { member: { id: encodeId('mem', newId()) }, order: bought() },
    { member: { card_code: 'nonsense' }, order: bought() },
    { order: bought(), program: encodeId('dft', newId()) },
    { order: { ...bought(), visit_id: encodeId('vis', newId()) } },
    { order: { ...bought(), location_id: encodeId('loc', newId()) } },
  ]) {
    expect(await preview(body)).toMatchObject({ status: 404 });
  }
});

test('[E14, P3] members and drafts are previewed only by who may see them', async () => {
  const person = await scene.person();
  const { merchantId } = scene.merchant;
  const reader = scene.api.as(apiKeyOf(merchantId, ['program:read']));
  const ask = (body: object) => reader.post('/v1/decisions/preview', body);
  expect(await ask({ order: bought() })).toMatchObject({ status: 200 });
  const named = { member: { id: person.id }, order: bought() };
  expect(await ask(named)).toMatchObject({ status: 403 });
  const drafted = { order: bought(), program: encodeId('dft', newId()) };
  expect(await ask(drafted)).toMatchObject({ status: 403 });
  const nobody = scene.api.as(apiKeyOf(merchantId, ['orders:write']));
  expect(await nobody.post('/v1/decisions/preview', named)).toMatchObject({ status: 403 });
  expect(await nobody.get(`/v1/decisions/${encodeId('dec', newId())}/missed`)).toMatchObject({
    status: 403,
  });
});

const missedOf = async (decision: string | undefined) => {
  const reply = await scene.key.get(`/v1/decisions/${decision}/missed`);
  return (reply.body as unknown as { missed: MissedView[] }).missed;
};

test('[E14] a past decision still says why not, whatever has happened since', async () => {
  const member = { id: (await scene.person()).id };
  const occurred_at = '2026-03-01T10:00:00Z';
  const buy = (lines: object[], more: object = {}) =>
    scene.key.post('/v1/orders', orderBody({ member, occurred_at, lines, ...more }));
  const first = (await buy([coffees()])).body;
  const reasons = await missedOf(first.decision?.id);
  expect(codes(reasons)).toEqual({ pastry: 'condition', sunday: 'condition' });
  const cake = { name: 'Cake', category: 'pastry', quantity: 1, total_minor: 300 };
  const second = (await buy([cake])).body;
  expect(codes(await missedOf(second.decision?.id))).toEqual({
    coffee: 'no_match',
    sunday: 'condition',
  });
  expect(await missedOf(first.decision?.id)).toEqual(reasons);
});

test('[E12, E14] after a refund a rule keeps the reason for which it was never in force', async () => {
  const member = { id: (await scene.person()).id };
  const body = orderBody({ member, lines: [coffees(2)] });
  const { id } = (await scene.key.post('/v1/orders', body)).body;
  const refund = { external_id: 'r', lines: [{ index: 0, quantity: 2 }] };
  const { decision } = (await scene.key.post(`/v1/orders/${id}/refunds`, refund)).body;
  const missed = await missedOf(decision?.id);
  expect(codes(missed)).toMatchObject({ coffee: 'nothing_paid', sunday: 'condition' });
  expect(missed.at(-1)?.text).toBe('it applies only on Sunday');
});

test('[E14, P2] the decision of another merchant is not there', async () => {
  const member = { id: (await scene.person()).id };
  const body = orderBody({ member, lines: [coffees()] });
  const { decision } = (await scene.key.post('/v1/orders', body)).body;
  const stranger = await createTestMerchant(scene.db);
  const foreign = scene.api.as(apiKeyOf(stranger.merchantId));
  const path = `/v1/decisions/${decision?.id}/missed`;
  expect(await foreign.get(path)).toMatchObject({ status: 404 });
  expect(await scene.key.get('/v1/decisions/nonsense/missed')).toMatchObject({ status: 404 });
  expect(await scene.key.get(path)).toMatchObject({ status: 200 });
});
