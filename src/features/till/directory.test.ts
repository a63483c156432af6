import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Directory, RecentAction, TillMember, TillProgram } from '#contract/till-directory.ts';
import { openTillScene, type TillScene } from '#support/till-scene.ts';

let scene: TillScene;
beforeAll(async () => {
  scene = await openTillScene();
  const people = [
    { name: 'Ľubica Ďurčová' },
    { name: 'Łukasz Żółć' },
    { phone: '0903 412 776' },
    { email: 'Jana@Example.sk' },
  ];
  const actions = people.map((it, at) => ({ sequence: at + 1, kind: 'enroll', ...it }));
  await scene.send(actions);
});
afterAll(() => scene.close());

const search = async (query: string): Promise<Directory['cards']> => {
  const url = `/v1/till/members?query=${encodeURIComponent(query)}`;
  const reply = await scene.ask<{ data: Directory['cards'] }>({ url });
  expect(reply.status).toBe(200);
  return reply.body.data;
};

test.each([
  ['durc', 'Ľubica Ďurčová'],
  ['ĎURČOVÁ ľub', 'Ľubica Ďurčová'],
  ['zolc', 'Łukasz Żółć'],
])('[S1] searching the server for %s finds %s', async (query, name) => {
  expect((await search(query)).map((it) => it.name)).toEqual([name]);
});

test('[S1] a member is found by phone digits, the whole number, e-mail and codes', async () => {
  const [byTail] = await search('2776');
  expect(byTail?.phone_tail).toBe('2776');
  expect((await search('0903412776'))[0]?.code).toBe(byTail?.code);
  expect(await search('jana@example.sk')).toHaveLength(1);
  expect((await search(byTail?.short_code.toLowerCase() ?? ''))[0]?.code).toBe(byTail?.code);
  expect(await search('%')).toEqual([]);
});

test('[S3] the directory carries what offline awards need and no more', async () => {
  const reply = await scene.ask<Directory>({ url: '/v1/till/directory' });
  expect(reply.status).toBe(200);
  expect(reply.body.cards).toHaveLength(4);
  const text = JSON.stringify(reply.body);
  expect(text).not.toMatch(/903412776|jana@example|token/i);
});

test('[S3] 304: an unchanged directory is not sent again', async () => {
  const first = await scene.ask<Directory>({ url: '/v1/till/directory' });
  const same = { 'if-none-match': first.etag ?? '' };
  expect((await scene.ask({ url: '/v1/till/directory' }, same)).status).toBe(304);
  const weak = { 'if-none-match': `W/${first.etag}` };
  expect((await scene.ask({ url: '/v1/till/directory' }, weak)).status).toBe(304);
  const [card] = first.body.cards;
  await scene.send([
    {
      sequence: 50,
      kind: 'visit',
      member: { card_code: card?.code },
      stamps: [{ unit: 'stamps', amount: 1 }],
    },
  ]);
  expect((await scene.ask({ url: '/v1/till/directory' }, same)).status).toBe(200);
});

test('[S1] 403: a till without a person shows no members', async () => {
  for (const url of ['/v1/till/directory', '/v1/till/members?query=a', '/v1/till/recent']) {
    expect((await scene.ask({ url, session: null })).status).toBe(403);
  }
});

test('[S1] 404: a card that does not exist, whatever it looks like', async () => {
  for (const code of ['ABCDEFGH', 'x', 'mem_01h45ytscbebyvny4gc8cr8ma2']) {
    expect((await scene.ask({ url: `/v1/till/members/${code}` })).status).toBe(404);
  }
});

test('[S2] the till gets the program with words, rules and rewards', async () => {
  const { body } = await scene.ask<TillProgram>({ url: '/v1/till/program' });
  expect(body.merchant).toMatchObject({ name: 'Pri moste', locale: 'sk', currency: 'EUR' });
  expect(body.units.map((it) => it.kind)).toContain('stamps');
  const [card] = body.stamp_cards;
  expect(body.rewards.map((it) => it.id)).toContain(card?.reward_id);
});

test('[S4] the last twenty say who may take what back', async () => {
  const [card] = await search('durc');
  const tap = {
    sequence: 60,
    kind: 'visit',
    member: { card_code: card?.code },
    stamps: [{ unit: 'stamps', amount: 1 }],
  };
  const recent = async () =>
    (await scene.ask<{ data: RecentAction[] }>({ url: '/v1/till/recent' })).body.data;
  await scene.send([tap]);
  const [first] = await recent();
  expect(first).toMatchObject({
    kind: 'visit',
    member: { name: 'Ľubica Ďurčová' },
    entries: [{ unit: 'stamps', amount: 1 }],
    staff_id: scene.people.nina.id,
    undo: 'open',
  });
  scene.clock.advance(60_000);
  expect((await recent())[0]?.undo).toBe('manager');
  const undo = { sequence: 61, kind: 'reversal', decision_id: first?.decision_id };
  await scene.send([undo], { session: scene.people.vera.session });
  const [undone] = (await recent()).filter((it) => it.decision_id === first?.decision_id);
  expect(undone?.undo).toBe('done');
});

test('[S2] a member’s screen knows visits, remainder and note', async () => {
  const [card] = await search('zolc');
  const { body } = await scene.ask<TillMember>({ url: `/v1/till/members/${card?.member_id}` });
  expect(body).toMatchObject({
    name: 'Łukasz Żółć',
    balances: { stamps: 2, points: 10 },
    usual_order: null,
    usual_weekday: null,
    birthday_today: false,
    note: null,
  });
});

test('[S2] the visit that was awarded a moment ago is still the same visit', async () => {
  const [card] = await search('zolc');
  const number = async () => {
    const { body } = await scene.ask<TillMember>({ url: `/v1/till/members/${card?.member_id}` });
    return body.visit_number;
  };
  expect(await number()).toBe(1);
  const member = { card_code: card?.code };
  await scene.send([
    { sequence: 62, kind: 'visit', member, stamps: [{ unit: 'stamps', amount: 1 }] },
  ]);
  expect(await number()).toBe(1);
  scene.clock.advance(2 * 3_600_000);
  expect(await number()).toBe(2);
});
