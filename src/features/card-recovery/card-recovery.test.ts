import { afterAll, beforeAll, expect, test } from 'vitest';
import { deliverMessages } from '#features/message/index.ts';
import { newId } from '#platform/ids/ids.ts';
import { createMailer, type Mailer } from '#platform/mail/mailer.ts';
import { type People, type Shop, startPeople } from '#support/people.ts';
import { type Smtp, startSmtp } from '#support/smtp.ts';

const MINUTE = 60_000;
let smtp: Smtp;
let mail: Mailer;
let people: People;
let shop: Shop;
let token: string;

beforeAll(async () => {
  smtp = await startSmtp();
  mail = createMailer({ smtpUrl: smtp.url, from: 'post@example.com', timeoutMs: 1_000 });
  people = await startPeople(mail);
  shop = await people.shop('Pri moste');
  token = await addMember('Eva@Example.com');
});
afterAll(async () => {
  mail.close();
  await people.close();
  await smtp.close();
});

async function addMember(email: string): Promise<string> {
  const [member, card] = [newId(), newId()];
  const { merchantId } = shop;
  const now = new Date(people.clock.now());
  await people.db.owner.query(
    `insert into stamgast.member (merchant_id, id, enrolled_at, email, locale, source)
     values ($1, $2, $3, $4, 'de', 'poster')`,
    [merchantId, member, now, email],
  );
  const made = `token-${card}`;
  await people.db.owner.query(
    `insert into stamgast.card (merchant_id, id, member_id, code, short_code, token)
     values ($1, $2, $3, $4, $5, $6)`,
    [merchantId, card, member, `C${card}`, card.slice(-8), made],
  );
  return made;
}

const request = (email: string, slug = shop.slug) =>
  people.ask({ method: 'POST', url: '/v1/card-recoveries', payload: { slug, email } });
const claim = (recovery: string, code: string) =>
  people.ask({ method: 'POST', url: '/v1/card-recoveries/claims', payload: { recovery, code } });

/** The code in the mail that came last. */
async function mailedCode(): Promise<string> {
  await deliverMessages(people.deps);
  return /\b\d{6}\b/.exec(smtp.mails.at(-1)?.text ?? '')?.[0] ?? '';
}

test('[M5] a member gets a code by e-mail in their language, and it opens their card once', async () => {
  const asked = await request(' eva@example.COM ');
  expect(asked.statusCode).toBe(201);
  const code = await mailedCode();
  expect(smtp.mails.at(-1)?.to?.[0]?.address).toBe('Eva@example.com');
  expect(smtp.mails.at(-1)?.subject).toBe(`${code} ist Ihr Code für die Karte von Pri moste`);
  const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;
  const opened = await claim(asked.json().recovery, spaced);
  expect([opened.statusCode, opened.json()]).toEqual([
    201,
    { url: `http://localhost:4400/c/${token}` },
  ]);
  const again = await claim(asked.json().recovery, code);
  expect([again.statusCode, again.json().code]).toEqual([422, 'code_invalid']);
});

test('[M5] an unknown address gets the same answer, no sooner, and no mail', async () => {
  people.clock.time += 20 * MINUTE;
  const before = smtp.mails.length;
  const started = performance.now();
  const unknown = await request('nobody@example.com');
  expect(performance.now() - started).toBeGreaterThanOrEqual(145);
  const known = await request('eva@example.com');
  expect(unknown.statusCode).toBe(known.statusCode);
  const shape = (body: { recovery: string; expires_at: string }) => [
    Object.keys(body),
    body.recovery.length,
    body.expires_at,
  ];
  expect(shape(unknown.json())).toEqual(shape(known.json()));
  await mailedCode();
  expect(smtp.mails).toHaveLength(before + 1);
});

test('[M5] 429: five wrong codes end it alike for known and unknown addresses', async () => {
  people.clock.time += 20 * MINUTE;
  const answers: string[][] = [];
  for (const email of ['eva@example.com', 'nobody@example.com']) {
    const { recovery } = (await request(email)).json();
    const code = await mailedCode();
    const wrong = code === '000000' ? '000001' : '000000';
    const codes: string[] = [];
    for (let guess = 0; guess < 6; guess += 1) {
      codes.push((await claim(recovery, wrong)).json().code);
    }
    answers.push(codes);
  }
  expect(answers[0]).toEqual([...Array(5).fill('code_invalid'), 'code_attempts']);
  expect(answers[1]).toEqual(answers[0]);
});

test('[M5] 410: a code lives ten minutes', async () => {
  people.clock.time += 20 * MINUTE;
  const { recovery } = (await request('eva@example.com')).json();
  const code = await mailedCode();
  people.clock.time += 10 * MINUTE;
  const late = await claim(recovery, code);
  expect([late.statusCode, late.json().code]).toEqual([410, 'code_expired']);
});

test('[M5] nobody can fill a mailbox: three codes in ten minutes, then silence', async () => {
  people.clock.time += 20 * MINUTE;
  const before = smtp.mails.length;
  for (let each = 0; each < 5; each += 1) {
    expect((await request('eva@example.com')).statusCode).toBe(201);
  }
  await mailedCode();
  expect(smtp.mails.length - before).toBe(3);
});

test('[M5] 404: an unknown shop, and a card revoked in between', async () => {
  people.clock.time += 20 * MINUTE;
  expect((await request('eva@example.com', 'no-such-shop')).statusCode).toBe(404);
  await addMember('ola@example.com');
  const { recovery } = (await request('ola@example.com')).json();
  const code = await mailedCode();
  await people.db.owner.query(
    `update stamgast.card set revoked_at = now() where member_id in
     (select id from stamgast.member where email = 'ola@example.com')`,
  );
  expect((await claim(recovery, code)).json().code).toBe('code_invalid');
});
