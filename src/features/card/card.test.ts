import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/ids/ids.ts';
import { type MemberPages, startMemberPages } from '#support/member-pages.ts';

let pages: MemberPages;
let shop: Awaited<ReturnType<MemberPages['cafe']>>;

beforeAll(async () => {
  pages = await startMemberPages();
  shop = await pages.cafe();
});
afterAll(() => pages.close());

const SK = { 'accept-language': 'sk-SK,sk;q=0.9' };
let number = 100_000;
const phone = () => {
  number += 1;
  return `0903 ${String(number).slice(0, 3)} ${String(number).slice(3)}`;
};

/** Joins by the page's form and gives the address of the card. */
const join = async (fields: Record<string, string> = {}, path = `/j/${shop.slug}`) => {
  const answer = await pages.send(path, { contact: phone(), ...fields }, SK);
  expect(answer.statusCode).toBe(303);
  return String(answer.headers.location);
};

const memberOf = async (address: string) => {
  const { rows } = await pages.db.owner.query(
    `select m.*, c.code, c.short_code from stamgast.card c
     join stamgast.member m on m.merchant_id = c.merchant_id and m.id = c.member_id
     where c.token = $1`,
    [address.split('/').at(-1)],
  );
  return rows[0];
};

const tap = async (address: string, amount: number) => {
  const { code } = await memberOf(address);
  const stamps = [{ unit: 'stamps', amount }];
  const answer = await pages.award(shop, '/v1/visits', { member: { card_code: code }, stamps });
  expect(answer.statusCode).toBe(201);
};

// ── 200 ─────────────────────────────────────────────────────────────────────────────────────────
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

test('[M5] the program page says what the live version does, and since when', async () => {
  const answer = await pages.get(`/p/${shop.slug}`, { 'accept-language': 'en' });
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toContain('Version 1, in force since November 20, 2026');
  expect(answer.body).toContain('For each piece (coffee): 1 stamp.');
  expect(answer.body).toContain('For each €1 spent: 1 point.');
  expect(answer.body).toContain('Points: 12 months from when they were added');
});

test('[M2] a new card shows its welcome gift, its code as QR and its short code without script', async () => {
  const address = await join();
  const answer = await pages.get(address, SK);
  const { short_code } = await memberOf(address);
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toContain('Ešte 8 káv do odmeny');
  expect(answer.body).toContain('aria-label="2 z 10 pečiatok"');
  expect(answer.body).toContain(`${short_code.slice(0, 4)} ${short_code.slice(4)}`);
  expect(answer.body).toMatch(/<section class="full" id="qr".*<path fill="var\(--qr-dark\)"/s);
});

test('[M2] the card keeps within its budget and inside its content security policy', async () => {
  const answer = await pages.get(await join(), SK);
  expect(Buffer.byteLength(answer.body)).toBeLessThan(60 * 1024);
  const policy = String(answer.headers['content-security-policy']);
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
  expect(answer.body).toContain(`<style nonce="${nonce}">:root{--accent:#0B6150`);
  expect(answer.body).not.toMatch(/ style="| on\w+="|<script(?![^>]* src=)/);
  expect(answer.body).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
});

test('[M2] a card’s address never travels: no referrer, nothing kept, no search engine', async () => {
  const answer = await pages.get(await join(), SK);
  expect(answer.headers['referrer-policy']).toBe('no-referrer');
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.body).toContain('<meta name="robots" content="noindex"/>');
});

test('[M4] stamps change the card, and the newest are told for a while', async () => {
  const address = await join();
  pages.clock.advance(60_000);
  await tap(address, 1);
  const fresh = await pages.get(`${address}?fragment=1`, SK);
  expect(fresh.body).toMatch(/^<main id="card"/);
  expect(fresh.body).toContain('Ešte 7 káv do odmeny');
  expect(fresh.body).toContain('Práve pribudlo: 1 pečiatka');
  pages.clock.advance(120_000);
  expect((await pages.get(address, SK)).body).not.toContain('Práve pribudlo');
});

test('[M4] a full card turns its colors over and names the reward', async () => {
  const address = await join();
  await tap(address, 8);
  const answer = await pages.get(address, SK);
  expect(answer.body).toContain('<body class="card ready">');
  expect(answer.body).toContain('Táto káva je na nás');
  expect(answer.body).toContain('Káva podľa výberu. Stačí povedať pri pokladni.');
});

test('[M4] the history explains every change, thirty to a page', async () => {
  const address = await join();
  for (let visit = 0; visit < 30; visit += 1) {
    pages.clock.advance(60_000);
    await tap(address, 1);
  }
  const newest = await pages.get(`${address}/history`, SK);
  expect(newest.body.match(/<b class="num gain">\+1<\/b>/g)).toHaveLength(30);
  const older = /href="([^"]+before=[^"]+)"/.exec(newest.body)?.[1]?.replaceAll('&amp;', '&');
  const oldest = await pages.get(older ?? '', SK);
  expect(oldest.body).toContain('Darček na privítanie: 2 pečiatky');
  expect(oldest.body).not.toContain('before=');
});

test('[M5] the card can be kept on the home screen', async () => {
  const address = await join();
  const answer = await pages.get(`${address}/manifest.webmanifest`);
  expect(answer.headers['content-type']).toContain('application/manifest+json');
  expect(answer.json()).toMatchObject({ start_url: address, scope: '/c/', display: 'standalone' });
  const icon = await pages.get(`/p/${shop.slug}/icon.svg`);
  expect(icon.headers['content-type']).toContain('image/svg+xml');
  expect(icon.body).toContain('>K</text>');
  const worker = await pages.get('/c/worker.js');
  expect(worker.statusCode).toBe(200);
  expect(worker.body).toContain('/assets/card/');
});

test('[M4] profile and consents are read and changed; each change of consent is a row', async () => {
  const address = await join({ consent_email: 'yes' });
  const before = await pages.get(`${address}/profile`, SK);
  expect(before.body).toMatch(/name="consent_email" value="yes" checked/);
  const fields = {
    name: 'Ľubica Ďurčová',
    phone: '',
    email: 'Lubica@Example.com',
    birthday: '1990-02-03',
    locale: 'hu',
    consent_sms: 'yes',
  };
  pages.clock.advance(60_000);
  const saved = await pages.send(`${address}/profile`, fields, SK);
  expect([saved.statusCode, saved.headers.location]).toEqual([303, `${address}/profile?saved=1`]);
  const after = await pages.get(`${address}/profile?saved=1`, SK);
  expect(after.body).toContain('<html lang="hu">');
  expect(after.body).toContain('value="Ľubica Ďurčová"');
  const { id } = await memberOf(address);
  const { rows } = await pages.db.owner.query(
    'select channel, granted, wording, source from stamgast.consent where member_id = $1 order by at',
    [id],
  );
  expect(rows).toEqual([
    expect.objectContaining({ channel: 'terms', granted: true, source: 'link' }),
    expect.objectContaining({
      channel: 'email',
      granted: true,
      wording: 'Posielajte mi novinky a ponuky e-mailom.',
    }),
    expect.objectContaining({ channel: 'email', granted: false, source: 'card' }),
    expect.objectContaining({ channel: 'sms', granted: true, source: 'card' }),
  ]);
});

// ── 303 ─────────────────────────────────────────────────────────────────────────────────────────
test('[M1] joining keeps where it happened: the poster, the version, the wording of consents', async () => {
  const [posterId, nonce] = [newId(), `n${newId().slice(-10)}`];
  await addPoster(posterId, nonce);
  const address = await join({ contact: 'Eva@Example.com' }, `/j/${shop.slug}/${nonce}`);
  expect(await memberOf(address)).toMatchObject({
    email: 'eva@example.com',
    locale: 'sk',
    source: 'poster',
    joined_poster_id: posterId,
    joined_program_version: 1,
  });
});

test('[M1] one field takes a phone, an e-mail or a name', async () => {
  expect(await memberOf(await join({ contact: '0905 123 456' }))).toMatchObject({
    phone: '+421905123456',
    name: null,
  });
  expect(await memberOf(await join({ contact: 'Łukasz Żółć' }))).toMatchObject({
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

// ── 404 ─────────────────────────────────────────────────────────────────────────────────────────
test.each(['/c/unknown-unknown-unknown', '/c/x', '/c/unknown-unknown-unknown/profile'])(
  '[M10] %s answers with a kind page',
  async (address) => {
    const answer = await pages.get(address, SK);
    expect(answer.statusCode).toBe(404);
    expect(answer.body).toContain('Túto kartu nevieme nájsť');
  },
);

test('[M10] a revoked card is gone, and its code alone never opened the page', async () => {
  const address = await join();
  const { code } = await memberOf(address);
  expect((await pages.get(`/c/${code}`)).statusCode).toBe(404);
  await pages.db.owner.query('update stamgast.card set revoked_at = now() where code = $1', [code]);
  expect((await pages.get(address)).statusCode).toBe(404);
  expect((await pages.get(`${address}/live`)).statusCode).toBe(404);
});

test.each(['/j/nowhere', '/p/nowhere', '/lost/nowhere'])(
  '[M1] %s says that there is no such shop',
  async (address) => {
    const answer = await pages.get(address, SK);
    expect(answer.statusCode).toBe(404);
    expect(answer.body).toContain('Na tejto adrese nie je žiadny podnik');
  },
);

// ── 422 ─────────────────────────────────────────────────────────────────────────────────────────
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
  const contact = phone();
  await join({ contact });
  const answer = await pages.send(`/j/${shop.slug}`, { contact }, SK);
  expect(answer.statusCode).toBe(422);
  expect(answer.body).toContain('už karta existuje');
  expect(answer.body).toContain(`href="/lost/${shop.slug}"`);
});

test('[M4] the profile keeps what was typed and marks each field to mend', async () => {
  const address = await join({ contact: 'Otec Novák' });
  const other = phone();
  await join({ contact: other });
  const wrong = { name: 'Otec', phone: '12', email: 'x@', birthday: '2999-01-01' };
  const answer = await pages.send(`${address}/profile`, wrong, SK);
  expect(answer.statusCode).toBe(422);
  expect(answer.body).toContain('Vyberte dátum v minulosti.');
  expect(answer.body).toContain('Toto nevyzerá ako e-mail.');
  const taken = await pages.send(`${address}/profile`, { phone: other }, SK);
  expect(taken.statusCode).toBe(422);
  expect(taken.body).toContain('Toto už má iná karta.');
  expect((await memberOf(address)).name).toBe('Otec Novák');
});
