import { afterAll, beforeAll, expect, test } from 'vitest';
import { deliverMessages } from '#features/message/index.ts';
import { createMailer, type Mailer } from '#platform/mail/mailer.ts';
import { PASSWORD, type People, type Person, type Shop, startPeople } from '#support/people.ts';
import { type Smtp, startSmtp } from '#support/smtp.ts';
import { issueSignInLink } from './index.ts';

const MINUTE = 60_000;
const CHOSEN = 'another good one';
let smtp: Smtp;
let mail: Mailer;
let people: People;
/** The same without a mail server. */
let silent: People;
let shop: Shop;

beforeAll(async () => {
  smtp = await startSmtp();
  mail = createMailer({ smtpUrl: smtp.url, from: 'post@example.com', timeoutMs: 1_000 });
  people = await startPeople(mail);
  silent = await startPeople();
  shop = await people.shop('Pri moste');
});
afterAll(async () => {
  mail.close();
  await people.close();
  await silent.close();
  await smtp.close();
});

const ask = (email: string, at = people) =>
  at.ask({ method: 'POST', url: '/v1/password-resets', payload: { email } });
const claim = (code: string, password = CHOSEN, at = people) =>
  at.ask({ method: 'POST', url: '/v1/password-resets/claims', payload: { code, password } });
const cookieOf = (answer: { headers: Record<string, unknown> }) =>
  [answer.headers['set-cookie']]
    .flat()
    .map((each) => String(each).split(';')[0])
    .join('; ');
const codeIn = (text: string | null | undefined) => /code=([\w-]+)/.exec(text ?? '')?.[1] ?? '';
const signIn = (email: string, password: string) =>
  people.app.inject({
    method: 'POST',
    url: '/auth/sign-in/email',
    headers: { 'x-stamgast': '1', 'sec-fetch-site': 'same-origin' },
    payload: { email, password },
  });
const statusOf = async (person: Pick<Person, 'cookie'>) =>
  (await people.ask({ url: '/v1/staff/me' }, person)).statusCode;

async function mailedCode(): Promise<string> {
  await deliverMessages(people.deps);
  return codeIn(smtp.mails.at(-1)?.text);
}

test('[P3] a link by e-mail sets a new password once, signs in here and out everywhere else', async () => {
  const person = await people.signedIn(shop, 'manager');
  const asked = await ask(` ${person.email.toUpperCase()} `);
  expect([asked.statusCode, asked.body]).toEqual([204, '']);
  const code = await mailedCode();
  expect(smtp.mails.at(-1)?.to).toEqual([{ name: '', address: person.email }]);
  const claimed = await claim(code);
  expect(claimed.statusCode).toBe(204);
  expect(await statusOf({ cookie: cookieOf(claimed) })).toBe(200);
  expect(await statusOf(person)).toBe(401);
  expect((await signIn(person.email, PASSWORD)).statusCode).toBe(401);
  expect((await signIn(person.email, CHOSEN)).statusCode).toBe(200);
  expect((await claim(code)).json().code).toBe('code_invalid');
  const { rows } = await people.db.owner.query(
    "select subject from stamgast.audit where action = 'staff.password_reset'",
  );
  expect(rows).toHaveLength(1);
});

test('[P3] an unknown address gets the same answer, no sooner, and no mail', async () => {
  const before = smtp.mails.length;
  const person = await people.signedIn(shop, 'staff');
  const timed = async (email: string) => {
    const begun = performance.now();
    const { statusCode, body } = await ask(email);
    return { statusCode, body, ms: performance.now() - begun };
  };
  const known = await timed(person.email);
  const unknown = await timed('nobody@example.com');
  expect([unknown.statusCode, unknown.body]).toEqual([known.statusCode, known.body]);
  // A timer may fire a moment early by the other clock.
  for (const { ms } of [known, unknown]) expect(ms).toBeGreaterThan(145);
  await deliverMessages(people.deps);
  expect(smtp.mails.slice(before).flatMap(({ to }) => to)).toEqual([
    { name: '', address: person.email },
  ]);
});

test('[P3] nobody can fill a mailbox: three links in ten minutes, then silence', async () => {
  const before = smtp.mails.length;
  const { email } = await people.signedIn(shop, 'manager');
  for (let round = 0; round < 4; round += 1) expect((await ask(email)).statusCode).toBe(204);
  await deliverMessages(people.deps);
  expect(smtp.mails.length - before).toBe(3);
  people.clock.time += 10 * MINUTE;
  await ask(email);
  await deliverMessages(people.deps);
  expect(smtp.mails.length - before).toBe(4);
});

test('[P3] a link ends after an hour, with its person’s work, and when another was used', async () => {
  const late = await people.signedIn(shop, 'manager');
  await ask(late.email);
  const old = await mailedCode();
  people.clock.time += 60 * MINUTE;
  expect((await claim(old)).json().code).toBe('code_expired');
  await ask(late.email);
  const first = await mailedCode();
  await ask(late.email);
  const second = await mailedCode();
  expect((await claim(second)).statusCode).toBe(204);
  expect((await claim(first)).json().code).toBe('code_invalid');
  const gone = await people.signedIn(shop, 'manager');
  await ask(gone.email);
  const left = await mailedCode();
  await people.db.owner.query('update stamgast.staff set archived_at = now() where id = $1', [
    gone.staffId,
  ]);
  expect((await claim(left)).json().code).toBe('code_invalid');
});

test('[P3] without a mail server the owner reads the link, but none that makes them another owner', async () => {
  const lipa = await silent.shop('Lipa');
  const owner = await silent.signedIn(lipa, 'owner');
  const [other, manager] = [
    await silent.signedIn(lipa, 'owner'),
    await silent.signedIn(lipa, 'manager'),
  ];
  const both = await silent.signedIn(lipa, 'manager');
  const second = await silent.shop('Kolo');
  const { rows } = await silent.db.owner.query('select user_id from stamgast.staff where id = $1', [
    both.staffId,
  ]);
  await silent.staff(second, { name: 'Both', role: 'owner', userId: rows[0].user_id });
  const textFor = async (person: Person, reader: Person) => {
    await ask(person.email, silent);
    const outbox = await silent.ask({ url: '/v1/messages' }, reader);
    const message = outbox
      .json()
      .data.find((each: { recipient: string }) => each.recipient === person.email);
    expect(message.state).toBe('held');
    return message.text as string | null;
  };
  expect(await textFor(other, owner)).toBeNull();
  expect(await textFor(both, owner)).toBeNull();
  expect(await textFor(manager, manager)).toBeNull();
  const code = codeIn(await textFor(manager, owner));
  expect((await claim(code, CHOSEN, silent)).statusCode).toBe(204);
});

test('[P3] the operator lets an owner in: by a new password, or by the set-up if they never came', async () => {
  const owner = await people.signedIn(shop, 'owner');
  const issued = await issueSignInLink(people.deps, shop.merchantId, owner.email);
  expect(issued?.link).toMatch(/^http:\/\/localhost:4400\/password-reset\?code=/);
  expect((await claim(codeIn(issued?.link))).statusCode).toBe(204);
  expect((await signIn(owner.email, CHOSEN)).statusCode).toBe(200);
  const fresh = await people.shop('Kolo');
  await people.staff(fresh, { name: 'Owner', role: 'owner' });
  const setUp = await issueSignInLink(people.deps, fresh.merchantId, undefined);
  expect(setUp?.link).toMatch(/\/setup\?code=/);
  const manager = await people.signedIn(shop, 'manager');
  expect(await issueSignInLink(people.deps, shop.merchantId, manager.email)).toBeNull();
});
