import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TillActionResult } from '#contract/till-action.ts';
import type { TillProgram } from '#contract/till-directory.ts';
import { changeMerchant } from '#features/merchant/index.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { openTillScene, type TillScene } from '#support/till-scene.ts';

const HOUR = 3_600_000;
let scene: TillScene;
let sequence = 0;

beforeAll(async () => {
  scene = await openTillScene();
});
afterAll(() => scene.close());

const next = () => {
  sequence += 1;
  return sequence;
};
const done = (result: TillActionResult | undefined) => {
  if (result?.status !== 'done') throw new Error(JSON.stringify(result));
  return result;
};
const tap = (id: string, amount: number) => ({
  sequence: next(),
  kind: 'visit',
  staff_id: scene.people.nina.id,
  member: { id },
  stamps: [{ unit: 'stamps', amount }],
});

test('[S3] limits the merchant set are the ones that count, the wait on the device among them', async () => {
  const [enrolled] = await scene.send([{ sequence: next(), kind: 'enroll', name: 'Jana' }]);
  const id = done(enrolled).member_id ?? '';
  const limits = { items: 2, items_a_day: 100, amount_minor: 500, hours: 3 };
  await inMerchant(scene.db, scene.merchantId, (trx) =>
    changeMerchant(
      trx,
      { merchantId: scene.merchantId, actor: 'system', now: scene.clock.now() },
      { offline_limits: limits },
    ),
  );
  const { body } = await scene.ask<TillProgram>({ url: '/v1/till/program' });
  expect(body.offline_limits).toEqual(limits);
  const purchase = { kind: 'order', member: { id }, total_minor: 501 };
  const [few, many, late, dear] = [
    ...(await scene.send([tap(id, 2), tap(id, 3)], { late: HOUR })),
    ...(await scene.send([tap(id, 1), { ...purchase, sequence: next() }], { late: 4 * HOUR })),
  ];
  expect(done(few).flags).toEqual([]);
  expect(done(many).flags).toEqual(['offline_over_items']);
  expect(done(late).flags).toEqual(['offline_over_age']);
  expect(done(dear).flags).toEqual(['offline_over_amount', 'offline_over_age']);
  const [online] = await scene.send([tap(id, 3)]);
  expect(done(online).flags).toEqual([]);
  const logged = await inMerchant(scene.db, scene.merchantId, (trx) =>
    trx
      .selectFrom('audit')
      .select('details')
      .where('action', '=', 'decision.flagged')
      .where('subject', '=', id)
      .orderBy('id')
      .execute(),
  );
  const flagged = [many, late, dear].map((it) => done(it));
  expect(logged.map((it) => it.details)).toEqual(
    flagged.map(({ flags, decision_id }) => expect.objectContaining({ flags, decision_id })),
  );
});
