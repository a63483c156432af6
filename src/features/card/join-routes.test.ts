import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/ids/ids.ts';
import { type MemberPages, SK, startMemberPages } from '#support/member-pages.ts';

let pages: MemberPages;
let shop: Awaited<ReturnType<MemberPages['cafe']>>;

beforeAll(async () => {
  pages = await startMemberPages();
  shop = await pages.cafe();
});
afterAll(() => pages.close());

const join = (fields: Record<string, string> = {}, path?: string) => pages.join(shop, fields, path);

test('[M1] the join page offers the card in the reader’s language, with every box empty', async () => {
  const answer = await pages.get(`/j/${shop.slug}`, SK);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(answer.headers['content-language']).toBe('sk');
  expect(answer.body).toContain('Za 10 pečiatok káva podľa výberu zdarma');
  expect(answer.body).toContain('Na začiatok: 2 pečiatky, 10 bodov, hneď.');
  expect(answer.body).not.toContain('checked');
});

test('[P4] the address’s language wins over the browser’s, the shop’s serves who asks for none', async () => {
  const german = await pages.get(`/j/${shop.slug}?lang=de`, SK);
  expect(german.body).toContain('<html lang="de">');
  const none = await pages.get(`/j/${shop.slug}`);
  expect(none.body).toContain('<html lang="sk">');
  const pseudo = await pages.get(`/j/${shop.slug}?lang=xx`);
  expect(pseudo.body).toContain('ěxt');
});

test('[M10] the program page says what the live version does, and since when', async () => {
  const answer = await pages.get(`/p/${shop.slug}`, { 'accept-language': 'en' });
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toContain('Version 1, in force since November 20, 2026');
  expect(answer.body).toContain('For each coffee you get 1 stamp.');
  expect(answer.body).toContain('For each €1 you get 1 point; the rest carries over');
  expect(answer.body).toContain('A new member gets 2 stamps right away.');
  expect(answer.body).toContain('Points expire 12 months after they were earned, at the end of');
});

test('[M1] joining keeps where it happened: the poster, the version, the wording of consents', async () => {
  const [posterId, nonce] = [newId(), `n${newId().slice(-10)}`];
  await addPoster(posterId, nonce);
  const address = await join({ contact: 'Eva@Example.com' }, `/j/${shop.slug}/${nonce}`);
  expect(await pages.memberOf(address)).toMatchObject({
    email: 'eva@example.com',
    locale: 'sk',
    source: 'poster',
    joined_poster_id: posterId,
    joined_program_version: 1,
  });
});

test('[M1] one field takes a phone, an e-mail or a name', async () => {
  expect(await pages.memberOf(await join({ contact: '0905 123 456' }))).toMatchObject({
    phone: '+421905123456',
    name: null,
  });
  expect(await pages.memberOf(await join({ contact: 'Łukasz Żółć' }))).toMatchObject({
    name: 'Łukasz Żółć',
    phone: null,
  });
});

test('[M1] a second press of the button opens the card that the first one made', async () => {
  const fields = { contact: 'Dvojklik Novák', attempt: newId() };
  expect(await join(fields)).toBe(await join(fields));
});

const addPoster = async (id: string, nonce: string) => {
  await pages.db.owner.query(
    `insert into stamgast.poster (merchant_id, id, kind, locale, nonce, origin, created_by)
     values ($1, $2, 'poster', 'sk', $3, 'http://localhost:4400', 'test')`,
    [shop.merchantId, id, nonce],
  );
};

test('[P9] only a request from another address proves that phones reach the poster’s address', async () => {
  const [id, nonce] = [newId(), `n${newId().slice(-10)}`];
  await addPoster(id, nonce);
  const opened = async () =>
    (await pages.db.owner.query('select opened_from from stamgast.poster where id = $1', [id]))
      .rows[0].opened_from;
  await pages.from(`/j/${shop.slug}/${nonce}`, '127.0.0.1');
  expect(await opened()).toBeNull();
  await pages.from(`/j/${shop.slug}/${nonce}`, '203.0.113.7');
  expect(await opened()).toBe('203.0.113.7');
  await pages.from(`/j/${shop.slug}/${nonce}`, '203.0.113.8');
  expect(await opened()).toBe('203.0.113.7');
});

test.each(['/j/nowhere', '/p/nowhere', '/lost/nowhere'])(
  '[M1] %s says that there is no such shop',
  async (address) => {
    const answer = await pages.get(address, SK);
    expect(answer.statusCode).toBe(404);
    expect(answer.body).toContain('Na tejto adrese nie je žiadny podnik');
  },
);

test.each([
  ['  ', 'Napíšte telefón, e-mail alebo meno.'],
  ['0903 12', 'Toto nevyzerá ako telefónne číslo. Napíšte ho celé, napríklad 0903 123 456.'],
  ['eva@', 'Toto nevyzerá ako e-mail.'],
  ['x'.repeat(121), 'Použite najviac 120 znakov.'],
])('[M1] the form keeps %j and says what to do', async (contact, text) => {
  const fields = { contact, consent_sms: 'yes' };
  const answer = await pages.send(`/j/${shop.slug}`, fields, SK);
  expect(answer.statusCode).toBe(422);
  expect(answer.body).toContain(text);
  expect(answer.body).toContain(`value="${contact}"`);
  expect(answer.body).toMatch(/name="consent_sms" value="yes" checked/);
});

test('[M1] a phone that has a card already leads to finding it', async () => {
  const contact = pages.phone();
  await join({ contact });
  const answer = await pages.send(`/j/${shop.slug}`, { contact }, SK);
  expect(answer.statusCode).toBe(422);
  expect(answer.body).toContain('už karta existuje');
  expect(answer.body).toContain(`href="/lost/${shop.slug}"`);
});
