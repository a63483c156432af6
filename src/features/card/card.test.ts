import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MemberPages, SK, startMemberPages } from '#support/member-pages.ts';

let pages: MemberPages;
let shop: Awaited<ReturnType<MemberPages['cafe']>>;

beforeAll(async () => {
  pages = await startMemberPages();
  shop = await pages.cafe();
});
afterAll(() => pages.close());

const join = (fields: Record<string, string> = {}, path?: string) => pages.join(shop, fields, path);

test('[M2] a new card shows its welcome gift, its code as QR and its short code without script', async () => {
  const address = await join();
  const answer = await pages.get(address, SK);
  const { short_code } = await pages.memberOf(address);
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
  await pages.tap(shop, address, 1);
  const fresh = await pages.get(`${address}?fragment=1`, SK);
  expect(fresh.body).toMatch(/^<main id="card"/);
  expect(fresh.body).toContain('Ešte 7 káv do odmeny');
  expect(fresh.body).toContain('Práve pribudlo: 1 pečiatka');
  pages.clock.advance(120_000);
  expect((await pages.get(address, SK)).body).not.toContain('Práve pribudlo');
});

test('[M2] a full card turns its colors over and names the reward', async () => {
  const address = await join();
  await pages.tap(shop, address, 8);
  const answer = await pages.get(address, SK);
  expect(answer.body).toContain('<body class="card ready">');
  expect(answer.body).toContain('Táto káva je na nás');
  expect(answer.body).toContain('Káva podľa výberu. Stačí povedať pri pokladni.');
});

test('[E14] the history explains every change, thirty to a page', async () => {
  const address = await join();
  for (let visit = 0; visit < 30; visit += 1) {
    pages.clock.advance(60_000);
    await pages.tap(shop, address, 1);
  }
  const newest = await pages.get(`${address}/history`, SK);
  expect(newest.body.match(/<b class="num gain">\+1 pečiatka<\/b>/g)).toHaveLength(30);
  const older = /href="([^"]+before=[^"]+)"/.exec(newest.body)?.[1]?.replaceAll('&amp;', '&');
  const oldest = await pages.get(older ?? '', SK);
  expect(oldest.body).toContain('Darček na privítanie: 2 pečiatky');
  // The reason opens by itself: the page needs no script for it.
  expect(oldest.body).toMatch(/<summary>.*Darček na privítanie<.*<p class="why">/s);
  expect(oldest.body).not.toContain('before=');
});

test('[M2] the card can be kept on the home screen', async () => {
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

test('[M5] a revoked card is gone, and its code alone never opened the page', async () => {
  const address = await join();
  const { code } = await pages.memberOf(address);
  expect((await pages.get(`/c/${code}`)).statusCode).toBe(404);
  await pages.db.owner.query('update stamgast.card set revoked_at = now() where code = $1', [code]);
  expect((await pages.get(address)).statusCode).toBe(404);
  expect((await pages.get(`${address}/live`)).statusCode).toBe(404);
});
