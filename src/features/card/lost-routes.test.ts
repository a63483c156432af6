import { afterAll, beforeAll, expect, test } from 'vitest';
import { deliverMessages } from '#features/message/index.ts';
import { createMailer, type Mailer } from '#platform/mail/mailer.ts';
import { type MemberPages, startMemberPages } from '#support/member-pages.ts';
import { type Smtp, startSmtp } from '#support/smtp.ts';

let smtp: Smtp;
let mail: Mailer;
let pages: MemberPages;
let shop: Awaited<ReturnType<MemberPages['cafe']>>;
const EMAIL = 'eva@example.com';
const EN = { 'accept-language': 'en' };

beforeAll(async () => {
  smtp = await startSmtp();
  mail = createMailer({ smtpUrl: smtp.url, from: 'post@example.com', timeoutMs: 1_000 });
  pages = await startMemberPages({ mail });
  shop = await pages.cafe();
});
afterAll(async () => {
  mail.close();
  await pages.close();
  await smtp.close();
});

const hidden = (body: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';

test('[M5] a lost card is found by the code from a real e-mail, without script', async () => {
  const joined = await pages.send(`/j/${shop.slug}`, { contact: EMAIL }, EN);
  const asked = await pages.get(`/lost/${shop.slug}`, EN);
  expect(asked.body).toContain('We will send a code to the e-mail that the card has.');
  const sent = await pages.send(`/lost/${shop.slug}`, { email: EMAIL }, EN);
  expect(sent.statusCode).toBe(200);
  await deliverMessages(pages.deps);
  const code = /\b\d{6}\b/.exec(smtp.mails.at(-1)?.text ?? '')?.[0] ?? '';
  const fields = { email: EMAIL, recovery: hidden(sent.body, 'recovery') };
  const wrong = await pages.send(`/lost/${shop.slug}/code`, { ...fields, code: '000000' }, EN);
  expect(wrong.statusCode).toBe(422);
  expect(wrong.body).toContain('This code does not work.');
  const opened = await pages.send(`/lost/${shop.slug}/code`, { ...fields, code }, EN);
  expect([opened.statusCode, opened.headers.location]).toEqual([303, joined.headers.location]);
});

test('[M5] an unknown address reads the same page as a known one', async () => {
  const known = await pages.send(`/lost/${shop.slug}`, { email: EMAIL }, EN);
  const unknown = await pages.send(`/lost/${shop.slug}`, { email: 'eve@example.com' }, EN);
  const plain = (body: string, email: string) =>
    body
      .replaceAll(email, '')
      .replace(/name="recovery" value="[^"]*"/, '')
      .replace(/nonce="[^"]*"/g, '');
  expect(plain(unknown.body, 'eve@example.com')).toBe(plain(known.body, EMAIL));
});

test('[M5] what is no e-mail is told before anything is sent', async () => {
  const answer = await pages.send(`/lost/${shop.slug}`, { email: 'eva' }, EN);
  expect(answer.statusCode).toBe(422);
  expect(answer.body).toContain('This does not look like an e-mail address.');
});
