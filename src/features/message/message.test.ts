import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { inMerchant } from '#platform/db/tenant.ts';
import { startWorker } from '#platform/jobs/worker.ts';
import { renderMail } from '#platform/mail/layout.ts';
import { createMailer, type Mailer } from '#platform/mail/mailer.ts';
import { type People, type Shop, startPeople } from '#support/people.ts';
import { type Smtp, startSmtp } from '#support/smtp.ts';
import { deliverMessages, messageJob, queueMessage, wakeDelivery } from './index.ts';
import { MAX_ATTEMPTS, nextTry } from './retry.ts';

const MINUTE = 60_000;
let smtp: Smtp;
let mail: Mailer;
let people: People;
let shop: Shop;

beforeAll(async () => {
  smtp = await startSmtp();
  mail = createMailer({
    smtpUrl: smtp.url,
    from: 'Stamgast <post@example.com>',
    timeoutMs: 1_000,
  });
  people = await startPeople(mail);
  shop = await people.shop('Kaviareň „Pri moste“');
});
afterAll(async () => {
  mail.close();
  await people.close();
  await smtp.close();
});
beforeEach(async () => {
  await people.db.owner.query('delete from stamgast.message');
  smtp.mails.length = 0;
  smtp.replies.length = 0;
});

const content = renderMail({
  locale: 'sk',
  sender: 'Pri moste',
  heading: 'Kód k vašej karte',
  paragraphs: ['Zadajte tento kód. <script>'],
  code: '123456',
  button: { label: 'Prijať pozvánku', url: 'https://club.example.com/invitation?code=a&b=c' },
  footer: 'Odosielateľ: Pri moste.',
});

const queue = (recipient = 'eva@example.com') =>
  inMerchant(people.db, shop.merchantId, (trx) =>
    queueMessage(trx, people.deps, {
      merchantId: shop.merchantId,
      memberId: null,
      recipient,
      subject: 'Pozvánka: ľščťž',
      content,
    }),
  );

const stored = async () =>
  (await people.db.owner.query('select state, attempts, error from stamgast.message')).rows[0];

test('[A8] a message reaches a real mail server with text and HTML in the right letters', async () => {
  expect(await queue()).toMatchObject({ state: 'queued' });
  expect(await deliverMessages(people.deps)).toEqual({ sent: 1, failed: 0, queued: 0 });
  const [received] = smtp.mails;
  expect(received?.from).toEqual({ name: 'Kaviareň „Pri moste“', address: 'post@example.com' });
  expect(received?.to).toEqual([{ name: '', address: 'eva@example.com' }]);
  expect(received?.subject).toBe('Pozvánka: ľščťž');
  expect(received?.text).toContain('123456');
  expect(received?.html).toContain('lang="sk"');
  expect(received?.html).toContain('Zadajte tento kód. &lt;script&gt;');
  expect(received?.html).toContain('href="https://club.example.com/invitation?code=a&amp;b=c"');
  expect(received?.text).toContain('https://club.example.com/invitation?code=a&b=c');
  expect(await stored()).toEqual({ state: 'sent', attempts: 1, error: null });
  expect(await deliverMessages(people.deps)).toEqual({ sent: 0, failed: 0, queued: 0 });
});

test('[A8] a refusal that may pass is tried again after a minute, under the same message id', async () => {
  await queue();
  smtp.replies.push({ code: 451, text: 'try later' });
  expect(await deliverMessages(people.deps)).toMatchObject({ queued: 1 });
  expect(await stored()).toMatchObject({ state: 'queued', error: expect.stringMatching('later') });
  expect(await deliverMessages(people.deps)).toMatchObject({ sent: 0 });
  people.clock.time += MINUTE;
  expect(await deliverMessages(people.deps)).toMatchObject({ sent: 1 });
  expect(await stored()).toEqual({ state: 'sent', attempts: 2, error: null });
});

test('[A8] a refusal for good fails at once and says why', async () => {
  await queue('gone@example.com');
  smtp.replies.push({ code: 550, text: 'no such mailbox' });
  expect(await deliverMessages(people.deps)).toMatchObject({ failed: 1 });
  expect(await stored()).toMatchObject({
    state: 'failed',
    attempts: 1,
    error: expect.stringMatching('no such mailbox'),
  });
});

test('[A8] a server that does not answer costs a time-out, not the message', async () => {
  await queue();
  smtp.state.silent = true;
  expect(await deliverMessages(people.deps)).toMatchObject({ queued: 1 });
  smtp.state.silent = false;
  people.clock.time += MINUTE;
  expect(await deliverMessages(people.deps)).toMatchObject({ sent: 1 });
});

test('[A8] two workers at once send each message once', async () => {
  for (let each = 0; each < 6; each += 1) await queue(`m${each}@example.com`);
  const runs = await Promise.all([deliverMessages(people.deps), deliverMessages(people.deps)]);
  expect(runs.reduce((sum, run) => sum + run.sent, 0)).toBe(6);
  expect(new Set(smtp.mails.map((each) => each.to?.[0]?.address)).size).toBe(6);
});

test('[A8] a process that dies while sending leaves the message for a later run', async () => {
  await queue();
  const dying = {
    ...people.deps,
    mail: { send: () => Promise.reject(new Error('killed')), close() {} },
  };
  await expect(deliverMessages(dying)).rejects.toThrow('killed');
  expect(await deliverMessages(people.deps)).toMatchObject({ sent: 0 });
  people.clock.time += 5 * MINUTE;
  expect(await deliverMessages(people.deps)).toMatchObject({ sent: 1 });
});

test('[A8] without a mail server nothing is lost: the message is held', async () => {
  const { state } = await inMerchant(people.db, shop.merchantId, (trx) =>
    queueMessage(
      trx,
      { ...people.deps, mail: null },
      {
        merchantId: shop.merchantId,
        memberId: null,
        recipient: 'eva@example.com',
        subject: 'S',
        content,
      },
    ),
  );
  expect(state).toBe('held');
  expect(await deliverMessages(people.deps)).toMatchObject({ sent: 0 });
});

test('[A8] tries lie further and further apart and end', () => {
  const waits = Array.from({ length: MAX_ATTEMPTS }, (_, at) => nextTry(at + 1, 0));
  expect(waits.at(-1)).toBeNull();
  const minutes = waits.slice(0, -1).map((wait) => Number(wait) / MINUTE);
  expect(minutes).toEqual([...minutes].sort((a, b) => a - b));
  expect(minutes.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(12 * 60);
});

test('[A8] a woken worker sends at once, not at the next minute', async () => {
  const silent = { info: () => {}, warn: () => {}, error: () => {} };
  const worker = await startWorker(people.url, [messageJob(people.deps)], silent);
  await queue('soon@example.com');
  wakeDelivery(people.deps);
  await expect.poll(() => smtp.mails.length, { timeout: 8_000 }).toBe(1);
  await worker.close();
});

test('[P3] 403: staff do not read the outbox, owners do, page by page', async () => {
  for (let each = 0; each < 3; each += 1) await queue(`p${each}@example.com`);
  const staff = await people.signedIn(shop, 'staff');
  const owner = await people.signedIn(shop, 'owner');
  const refused = await people.ask({ url: '/v1/messages' }, { cookie: staff.cookie });
  expect([refused.statusCode, refused.json().code]).toEqual([403, 'forbidden']);
  const first = await people.ask({ url: '/v1/messages?limit=2' }, { cookie: owner.cookie });
  expect(first.json().data).toHaveLength(2);
  const url = `/v1/messages?limit=2&cursor=${first.json().next_cursor}`;
  const rest = await people.ask({ url }, { cookie: owner.cookie });
  expect([rest.json().data.length, rest.json().next_cursor]).toEqual([1, null]);
});

const retry = (id: string, as: { cookie: string }) =>
  people.ask({ method: 'POST', url: `/v1/messages/${id}/retries` }, as);

test('[A8] a message that failed is tried again by hand, once, and the log knows who did it', async () => {
  const owner = await people.signedIn(shop, 'owner');
  const { id } = await queue();
  smtp.replies.push({ code: 550, text: 'no such user' });
  await deliverMessages(people.deps);
  expect(await stored()).toMatchObject({ state: 'failed' });
  const retried = await retry(id, owner);
  expect(retried.statusCode).toBe(201);
  expect(retried.json()).toMatchObject({ state: 'queued', error: expect.stringContaining('550') });
  await retry(id, owner);
  expect(await deliverMessages(people.deps)).toEqual({ sent: 1, failed: 0, queued: 0 });
  const sent = await retry(id, owner);
  expect([sent.statusCode, sent.json().code]).toEqual([409, 'message_sent']);
  const { rows } = await people.db.owner.query(
    "select actor from stamgast.audit where action = 'message.retried'",
  );
  expect(rows).toEqual([{ actor: `staff:${owner.staffId}` }]);
});

test('[A8] a retry never doubles a try that may be going on', async () => {
  const owner = await people.signedIn(shop, 'owner');
  const { id } = await queue();
  const due = async (minutes: number) => {
    const at = new Date(people.clock.now() + minutes * MINUTE);
    await people.db.owner.query('update stamgast.message set due_at = $1', [at]);
  };
  await due(4);
  expect((await retry(id, owner)).json()).toMatchObject({ state: 'queued' });
  expect(await deliverMessages(people.deps)).toEqual({ sent: 0, failed: 0, queued: 0 });
  await due(60);
  await retry(id, owner);
  expect(await deliverMessages(people.deps)).toEqual({ sent: 1, failed: 0, queued: 0 });
});

test('[A8] 409: without a mail server a held message waits on; staff may retry nothing', async () => {
  const silent = await startPeople();
  const lipa = await silent.shop('Lipa');
  const [owner, staff] = [
    await silent.signedIn(lipa, 'owner'),
    await silent.signedIn(lipa, 'staff'),
  ];
  const invited = { email: 'eva@example.com', name: 'Eva', role: 'staff' };
  await silent.ask({ method: 'POST', url: '/v1/invitations', payload: invited }, owner);
  const [message] = (await silent.ask({ url: '/v1/messages' }, owner)).json().data;
  const url = `/v1/messages/${message.id}/retries`;
  const answers = [
    await silent.ask({ method: 'POST', url }, owner),
    await silent.ask({ method: 'POST', url }, staff),
  ];
  expect(answers.map((each) => each.json().code)).toEqual(['mail_server_missing', 'forbidden']);
  await silent.close();
});
