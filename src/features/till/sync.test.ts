import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TillActionResult } from '#contract/till-action.ts';
import type { TillMember } from '#contract/till-directory.ts';
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

type Done = Extract<TillActionResult, { status: 'done' }>;
const done = (result: TillActionResult | undefined): Done => {
  if (result?.status !== 'done') throw new Error(JSON.stringify(result));
  return result;
};
const codes = (results: TillActionResult[]) =>
  results.map((it) => (it.status === 'refused' ? it.refusal.code : it.status));

const newCards = async (count: number): Promise<{ code: string; short_code: string }[]> => {
  const url = '/v1/till/card-codes';
  const reply = await scene.ask<{ card_codes: { code: string; short_code: string }[] }>({
    method: 'POST',
    url,
    payload: { count },
  });
  expect(reply.status).toBe(201);
  return reply.body.card_codes;
};

const newMember = async (contact: object = {}): Promise<{ id: string; code: string }> => {
  const [card] = await newCards(1);
  const code = card?.code ?? '';
  const [result] = await scene.send([
    { sequence: next(), kind: 'enroll', card_code: code, ...contact },
  ]);
  return { id: done(result).member_id ?? '', code };
};

const memberOf = async (code: string): Promise<TillMember> =>
  (await scene.ask<TillMember>({ url: `/v1/till/members/${code}` })).body;

const tap = (card_code: string, amount = 1, number = next()) => ({
  sequence: number,
  kind: 'visit',
  staff_id: scene.people.nina.id,
  member: { card_code },
  stamps: [{ unit: 'stamps', amount }],
});

test('[M1] an enrollment takes the card the device handed out and gives the welcome gift', async () => {
  const { code } = await newMember({ name: 'Ľubica Ďurčová' });
  const member = await memberOf(code);
  expect(member).toMatchObject({ name: 'Ľubica Ďurčová', balances: { stamps: 2, points: 10 } });
});

test('[S3] actions sent twice, split and out of order count once each', async () => {
  const { code } = await newMember();
  const actions = [tap(code, 1), tap(code, 2), tap(code, 3)];
  const [first, second, third] = actions;
  if (!first || !second || !third) throw new Error('three actions');
  const results = await scene.send([third, first]);
  expect(results.map((it) => it.sequence)).toEqual([first.sequence, third.sequence]);
  await scene.send(actions);
  const last = await scene.send(actions);
  expect(last.map((it) => done(it).replayed)).toEqual([true, true, true]);
  expect((await memberOf(code)).balances.stamps).toBe(2 + 6);
});

test('[S3] ten copies of one action at once count once', async () => {
  const { code } = await newMember();
  const action = tap(code);
  const all = await Promise.all(Array.from({ length: 10 }, () => scene.send([action])));
  expect(all.flat().every((it) => it.status !== 'refused')).toBe(true);
  expect((await memberOf(code)).balances.stamps).toBe(3);
});

test('[S3] a poisoned action is answered alone and holds up nobody', async () => {
  const { code } = await newMember();
  const results = await scene.send([
    tap(code),
    { sequence: next(), kind: 'visit', member: { card_code: code }, stamps: [] },
    { sequence: next(), kind: 'dance' },
    { ...tap(code), stamps: [{ unit: 'hearts', amount: 1 }] },
    tap(code),
  ]);
  expect(codes(results)).toEqual([
    'done',
    'action_invalid',
    'action_invalid',
    'unknown_unit',
    'done',
  ]);
  expect((await memberOf(code)).balances.stamps).toBe(4);
});

test('[S3] 422: the same number for two different actions is refused', async () => {
  const { code } = await newMember();
  const action = tap(code, 1);
  await scene.send([action]);
  const other = { ...action, stamps: [{ unit: 'stamps', amount: 2 }] };
  expect(codes(await scene.send([other]))).toEqual(['idempotency_key_reused']);
});

test('[S3] a card nobody has is parked with a reason that says what to do', async () => {
  const [card] = await newCards(1);
  const [result] = await scene.send([tap(card?.code ?? '')]);
  expect(result).toMatchObject({
    status: 'refused',
    refusal: { code: 'card_code_unknown', message: expect.stringMatching(/Scan it again/) },
  });
});

test('[S3] offline enrollment and taps on its card arrive together', async () => {
  const [card] = await newCards(1);
  const code = card?.code ?? '';
  const results = await scene.send(
    [{ sequence: next(), kind: 'enroll', card_code: code, phone: '0903 412 111' }, tap(code, 2)],
    { late: 2 * HOUR },
  );
  expect(codes(results)).toEqual(['done', 'done']);
  expect((await memberOf(code)).balances.stamps).toBe(4);
});

test('[S3] offline, a guest who was a member gets the handed-out card as another one', async () => {
  const known = await newMember({ phone: '0903 412 222' });
  const [card] = await newCards(1);
  const code = card?.code ?? '';
  const enroll = { sequence: next(), kind: 'enroll', card_code: code, phone: '+421903412222' };
  const batch = [enroll, tap(code)].map((it) => ({ device_at: scene.clock.now() - HOUR, ...it }));
  const results = await scene.send(batch);
  expect(results.map((it) => done(it).member_id)).toEqual([known.id, known.id]);
  expect((await memberOf(known.code)).balances.stamps).toBe(3);
  scene.clock.advance(1_000);
  const again = await scene.send(batch);
  expect(again.map((it) => done(it).replayed)).toEqual([true, true]);
  expect((await memberOf(code)).balances.stamps).toBe(3);
});

test('[M1] 409: online, a guest who is a member is named instead', async () => {
  const known = await newMember({ phone: '0903 412 333' });
  const [card] = await newCards(1);
  const [result] = await scene.send([
    { sequence: next(), kind: 'enroll', card_code: card?.code, phone: '0903 412 333' },
  ]);
  expect(result).toMatchObject({
    status: 'refused',
    refusal: { code: 'member_exists', details: { member_id: known.id } },
  });
});

test('[S3] a wrong device clock is put right: the visit lies an hour before it was sent', async () => {
  const { code, id } = await newMember();
  const wrong = Date.parse('2019-01-01T00:00:00Z');
  const action = { ...tap(code), device_at: wrong - HOUR };
  const payload = { sent_at: wrong, actions: [action] };
  await scene.ask({ method: 'POST', url: '/v1/till/actions', payload });
  const member = await memberOf(code);
  expect(member.member_id).toBe(id);
  expect(Date.parse(member.last_visit_at ?? '')).toBe(scene.clock.now() - HOUR);
});

test('[S3] awards over a limit that were made offline are posted and flagged', async () => {
  const { code } = await newMember();
  const [many] = await scene.send([tap(code, 11)], { late: HOUR });
  expect(done(many).flags).toEqual(['offline_over_items']);
  const [more] = await scene.send([tap(code, 10)], { late: HOUR });
  expect(done(more).flags).toEqual(['offline_over_day']);
  expect((await memberOf(code)).balances.stamps).toBe(23);
  const flagged = await inMerchant(scene.db, scene.merchantId, (trx) =>
    trx
      .selectFrom('decision')
      .select('flags')
      .where('flags', '<>', '{}' as never)
      .execute(),
  );
  expect(flagged.map((it) => it.flags)).toContainEqual(['offline_over_items']);
});

test('[S2] a purchase amount gives its points and keeps the rest', async () => {
  const { code } = await newMember();
  const order = {
    sequence: next(),
    kind: 'order',
    member: { card_code: code },
    total_minor: 1_240,
  };
  expect(codes(await scene.send([order]))).toEqual(['done']);
  expect(await memberOf(code)).toMatchObject({
    balances: { points: 22 },
    remainders: { 'points/100': 40 },
  });
});

const rewardFor = async (unit: string): Promise<string> => {
  const { body } = await scene.ask<{ rewards: { id: string; cost: { unit: string } }[] }>({
    url: '/v1/till/program',
  });
  return body.rewards.find((it) => it.cost.unit === unit)?.id ?? '';
};

test('[B6] a full card is redeemed once, however often it is sent', async () => {
  const { code } = await newMember();
  await scene.send([tap(code, 8)]);
  const redeem = {
    sequence: next(),
    kind: 'redemption',
    member: { card_code: code },
    reward_id: await rewardFor('stamps'),
  };
  const [first] = await scene.send([redeem]);
  expect(done(first).subject_id).toMatch(/^red_/);
  expect(done((await scene.send([redeem]))[0]).replayed).toBe(true);
  expect((await memberOf(code)).balances.stamps ?? 0).toBe(0);
});

test('[S3] 409: a redemption that waited offline is refused', async () => {
  const { code } = await newMember();
  const redeem = {
    sequence: next(),
    kind: 'redemption',
    member: { card_code: code },
    reward_id: await rewardFor('stamps'),
  };
  expect(codes(await scene.send([redeem], { late: HOUR }))).toEqual(['offline_redemption']);
});

test('[S4] an undo by number takes the award back', async () => {
  const { code } = await newMember();
  const action = tap(code, 2);
  await scene.send([action]);
  const undo = { sequence: next(), kind: 'reversal', of_sequence: action.sequence };
  expect(codes(await scene.send([undo]))).toEqual(['done']);
  expect(codes(await scene.send([undo]))).toEqual(['done']);
  expect((await memberOf(code)).balances.stamps).toBe(2);
});

test('[S4] an undo that overtakes its action makes the number void', async () => {
  const { code } = await newMember();
  const action = tap(code, 2);
  const undo = { sequence: next(), kind: 'reversal', of_sequence: action.sequence };
  expect(codes(await scene.send([undo]))).toEqual(['done']);
  expect(codes(await scene.send([action]))).toEqual(['done']);
  expect(codes(await scene.send([action]))).toEqual(['done']);
  expect((await memberOf(code)).balances.stamps).toBe(2);
});

test('[S4] the minute counts to the tap, not to when the network came back', async () => {
  const { code } = await newMember();
  const action = tap(code);
  await scene.send([action]);
  const tapped = scene.clock.now() + 30_000;
  scene.clock.advance(HOUR);
  const undo = { sequence: next(), kind: 'reversal', of_sequence: action.sequence };
  const late = scene.clock.now() - tapped;
  expect(codes(await scene.send([undo], { late }))).toEqual(['done']);
  expect((await memberOf(code)).balances.stamps).toBe(2);
});

test('[S4] after the minute it takes the session of a manager, not just the name of one', async () => {
  const { code } = await newMember();
  const [result] = await scene.send([tap(code)]);
  const { decision_id } = done(result);
  scene.clock.advance(61_000);
  const undo = (staff_id: string) => ({
    sequence: next(),
    kind: 'reversal',
    decision_id,
    staff_id,
  });
  expect(codes(await scene.send([undo(scene.people.nina.id)]))).toEqual(['undo_expired']);
  expect(codes(await scene.send([undo(scene.people.vera.id)]))).toEqual(['forbidden']);
  const asManager = { session: scene.people.vera.session };
  expect(codes(await scene.send([undo(scene.people.vera.id)], asManager))).toEqual(['done']);
  expect((await memberOf(code)).balances.stamps).toBe(2);
});

test('[S3] actions name their person, so they arrive after a session has ended', async () => {
  const { code } = await newMember();
  expect(codes(await scene.send([tap(code)], { session: null }))).toEqual(['done']);
  const nameless = { ...tap(code), staff_id: undefined };
  expect(codes(await scene.send([nameless], { session: null }))).toEqual(['forbidden']);
});

test('[S3] the server knows the next number of a till that forgot its own', async () => {
  const { body } = await scene.ask<{ till: { next_sequence: number } }>({
    url: '/v1/till/program',
  });
  expect(body.till.next_sequence).toBeGreaterThan(10);
  expect(body.till.next_sequence).toBeLessThanOrEqual(sequence + 1);
});
