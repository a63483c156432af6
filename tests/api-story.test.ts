import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EarningRule, ProgramDocument } from '#core/program.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { encodeId } from '#platform/ids/ids.ts';
import { CAFE, createTestReward } from '#support/ledger.ts';
import {
  balance,
  type Caller,
  coffees,
  type LedgerScene,
  openLedgerScene,
  orderBody,
  tillOf,
} from '#support/ledger-api.ts';

const pointPer = (per_minor: number): EarningRule => ({
  id: 'euro',
  on: 'purchase',
  give: { kind: 'per_amount', unit: 'point', units: 1, per_minor, remainder: 'keep' },
});

const withRules = (rules: EarningRule[]): ProgramDocument => ({ ...CAFE, rules });

let scene: LedgerScene;
let key: Caller;

const publish = (number: number, document: ProgramDocument) =>
  inMerchant(scene.db, scene.merchant.merchantId, (trx) =>
    trx
      .insertInto('program_version')
      .values({
        merchant_id: scene.merchant.merchantId,
        number,
        document: JSON.stringify(document),
        published_at: new Date(scene.clock.now()).toISOString(),
        published_by: 'test',
      })
      .execute(),
  );

describe('an order under terms that change', () => {
  beforeAll(async () => {
    scene = await openLedgerScene(withRules([pointPer(100)]));
    key = scene.key;
  });
  afterAll(() => scene.close());

  test('[E12] 50 earned, the rule changed, the refund takes 50', async () => {
    const member = { id: (await scene.person()).id };
    const made = await key.post('/v1/orders', orderBody({ member, total_minor: 5_000 }));
    expect(balance(made, 'point')).toBe(50);
    scene.clock.advance(60_000);
    await publish(2, withRules([pointPer(500)]));
    scene.clock.advance(60_000);
    const later = await key.post('/v1/orders', orderBody({ member, total_minor: 5_000 }));
    expect(later.body.decision?.entries[0]).toMatchObject({ amount: 10, cause: 'rule:euro@2' });
    const refund = await key.post(`/v1/orders/${made.body.id}/refunds`, {
      external_id: 'r',
      amount_minor: 5_000,
    });
    expect(refund.body.decision?.entries[0]).toMatchObject({ amount: -50, cause: 'rule:euro@1' });
    expect(balance(refund, 'point')).toBe(10);
  });

  test('[E12] an order of before the change earns under the terms of its day', async () => {
    const member = { id: (await scene.person()).id };
    const occurred_at = '2026-03-05T09:00:30Z';
    const late = orderBody({ member, total_minor: 5_000, occurred_at });
    const reply = await key.post('/v1/orders', late);
    expect(reply.body.decision?.entries[0]).toMatchObject({ amount: 50, cause: 'rule:euro@1' });
  });
});

describe('snapshots in any order', () => {
  beforeAll(async () => {
    scene = await openLedgerScene();
    key = scene.key;
  });
  afterAll(() => scene.close());

  const snapshots = (member: object) => {
    const body = orderBody({ member });
    const version = (number: number, quantity: number, refunds: object[] = []) => ({
      ...body,
      version: number,
      lines: [coffees(quantity, quantity * 275)],
      total_minor: quantity * 275,
      refunds,
    });
    const one = { external_id: 'r1', lines: [{ index: 0, quantity: 1 }] };
    return [version(1, 2), version(2, 5), version(3, 4, [one]), version(4, 4, [one])];
  };

  test('[E12] out of order and twice they leave what the newest is worth', async () => {
    const straight = { id: (await scene.person()).id };
    const shuffled = { id: (await scene.person()).id };
    const inOrder = snapshots(straight);
    for (const snapshot of inOrder) await key.post('/v1/orders', snapshot);
    const wild = snapshots(shuffled);
    for (const i of [2, 0, 2, 1, 3, 0, 3]) {
      expect([200, 201]).toContain((await key.post('/v1/orders', wild[i] ?? {})).status);
    }
    const [expected, actual] = await Promise.all(
      [inOrder, wild].map((list) => key.post('/v1/orders', list[3] ?? {})),
    );
    expect(actual?.body.member?.accounts).toEqual(expected?.body.member?.accounts);
    expect(actual && balance(actual, 'stamp')).toBe(3);
    expect(actual && balance(actual, 'point')).toBe(8);
  });

  test('[E12] sixteen copies at once are one order', async () => {
    const member = { id: (await scene.person()).id };
    const body = orderBody({ member, lines: [coffees(2)] });
    const replies = await Promise.all(
      Array.from({ length: 16 }, () => key.post('/v1/orders', body)),
    );
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(replies.filter(({ replayed }) => replayed)).toHaveLength(15);
    expect(new Set(replies.map(({ body: { id } }) => id)).size).toBe(1);
    expect(replies.every((reply) => balance(reply, 'stamp') === 2)).toBe(true);
  });

  test('[E12] versions at once end with the newest', async () => {
    const member = { id: (await scene.person()).id };
    const list = snapshots(member);
    const replies = await Promise.all(
      [...list, ...list].map((snapshot) => key.post('/v1/orders', snapshot)),
    );
    expect(replies.every(({ status }) => status < 300)).toBe(true);
    expect(balance(await key.post('/v1/orders', list[3] ?? {}), 'stamp')).toBe(3);
  });

  test('[E12] a refund after the units were spent leaves a debt that is repaid', async () => {
    const member = { id: (await scene.person()).id };
    const made = await key.post('/v1/orders', orderBody({ member, lines: [coffees(10)] }));
    const cost = { unit: 'stamp', amount: 10 };
    const reward = await createTestReward(scene.db, scene.merchant.merchantId, cost);
    const reward_id = encodeId('rew', reward);
    expect((await key.post('/v1/redemptions', { member, reward_id })).status).toBe(201);
    const refunds = `/v1/orders/${made.body.id}/refunds`;
    const lines = [{ index: 0, quantity: 10 }];
    const refund = await key.post(refunds, { external_id: 'r', lines });
    expect(refund.body.member?.accounts[0]).toMatchObject({ balance: -10, spendable: 0 });
    const next = await key.post('/v1/orders', orderBody({ member, lines: [coffees(12)] }));
    expect(next.body.member?.accounts[0]).toMatchObject({ balance: 2, spendable: 2 });
  });
});

describe('a day at the till', () => {
  beforeAll(async () => {
    scene = await openLedgerScene();
    key = scene.key;
  });
  afterAll(() => scene.close());

  test('[E2, B6, S4] stamps until the reward, the 12th is kept, redeem, undo, redeem again', async () => {
    const till = scene.api.as(tillOf(scene.merchant, 'staff'));
    const member = { card_code: (await scene.person()).code };
    const cost = { unit: 'stamp', amount: 10 };
    const uuid = await createTestReward(scene.db, scene.merchant.merchantId, cost);
    const reward_id = encodeId('rew', uuid);
    for (let i = 0; i < 4; i++) {
      await till.post('/v1/visits', { member, stamps: [{ unit: 'stamp', amount: 3 }] });
      scene.clock.advance(86_400_000);
    }
    const redeemed = await till.post('/v1/redemptions', { member, reward_id });
    expect(balance(redeemed, 'stamp')).toBe(2);
    scene.clock.advance(30_000);
    const undone = await till.post('/v1/reversals', {
      decision_id: redeemed.body.decision?.id,
    });
    expect(balance(undone, 'stamp')).toBe(12);
    const again = await till.post('/v1/redemptions', { member, reward_id });
    expect(balance(again, 'stamp')).toBe(2);
    expect(again.body.member?.visits).toBe(4);
  });
});
