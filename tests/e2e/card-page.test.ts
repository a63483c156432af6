import jsqrModule from 'jsqr';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { browserMissing, launchBrowser } from '#support/browser.ts';
import { type MemberPages, startMemberPages } from '#support/member-pages.ts';

// A CommonJS module that looks different to Node and to the test runner.
const jsqr = (jsqrModule.default ?? jsqrModule) as typeof jsqrModule.default;
const noBrowser = browserMissing();
const story = test.skipIf(noBrowser);
let browser: Browser;
let pages: MemberPages;
let shop: Awaited<ReturnType<MemberPages['cafe']>>;
let origin: string;

beforeAll(async () => {
  if (noBrowser) return;
  browser = await launchBrowser();
  pages = await startMemberPages();
  shop = await pages.cafe();
  origin = await pages.listen();
});
afterAll(async () => {
  await browser?.close();
  await pages?.close();
});
afterEach(async () => {
  for (const context of browser?.contexts() ?? []) await context.close();
});

const phone = async (options: BrowserContextOptions = {}): Promise<Page> => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'sk-SK',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  return page;
};

const openCard = async (page: Page): Promise<string> => {
  const address = await pages.join(shop);
  await page.goto(origin + address);
  return address;
};

const title = (page: Page) => page.locator('h1').textContent();

story('[M4] a stamp lands on the open card: title, picture and a spoken line', async () => {
  const page = await phone();
  const address = await openCard(page);
  expect(await title(page)).toBe('Ešte 8 káv do odmeny');
  await page.waitForTimeout(300);
  await pages.tap(shop, address, 1);
  await pages.dispatch();
  await page.getByText('Ešte 7 káv do odmeny').waitFor();
  expect(await page.locator('.stamp.inked').count()).toBe(3);
  expect(await page.locator('.stamp.new').count()).toBe(1);
  await page.getByRole('status').getByText('Práve pribudlo: 1 pečiatka').waitFor();
});

story('[M4] the card turns over the moment it is full', async () => {
  const page = await phone();
  const address = await openCard(page);
  await page.waitForTimeout(300);
  await pages.tap(shop, address, 8);
  await pages.dispatch();
  await page.getByText('Táto káva je na nás').waitFor();
  expect(await page.locator('body.ready').count()).toBe(1);
});

/** Width and height of a picture, and its pixels as one sign each: dark or light. */
const READ_PIXELS = `async (png) => {
  const image = new Image();
  image.src = 'data:image/png;base64,' + png;
  await image.decode();
  const { width, height } = image;
  const drawing = new OffscreenCanvas(width, height).getContext('2d');
  drawing.drawImage(image, 0, 0);
  const { data } = drawing.getImageData(0, 0, width, height);
  let signs = '';
  for (let at = 0; at < data.length; at += 4) signs += data[at] < 128 ? '1' : '0';
  return { signs, width, height };
}`;

type Pixels = { signs: string; width: number; height: number };

/** What a scanner sees: the screen, read by a decoder that knows nothing of us. */
const scan = async (page: Page): Promise<string | undefined> => {
  const shot = (await page.screenshot({ type: 'png' })).toString('base64');
  const reader = await page.context().newPage();
  const { signs, width, height } = (await reader.evaluate(`(${READ_PIXELS})('${shot}')`)) as Pixels;
  await reader.close();
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let at = 0; at < signs.length; at += 1) {
    if (signs[at] === '1') pixels.fill(0, at * 4, at * 4 + 3);
  }
  return jsqr(pixels, width, height)?.data;
};

test.skipIf(noBrowser).each(['light', 'dark'] as const)(
  '[M2] the code opens on a white screen of 45 mm, scans, and closes by Escape (%s)',
  async (colorScheme) => {
    const page = await phone({ colorScheme });
    const address = await openCard(page);
    const { code } = await pages.memberOf(address);
    await page.getByRole('link', { name: /Ukážte pri pokladni/ }).click();
    await page.getByRole('dialog').waitFor();
    expect(await page.locator(':focus').getAttribute('aria-label')).toBe('Zavrieť');
    const modules = await page.locator('.full .qr path').nth(1).boundingBox();
    const MM_PER_PIXEL = 25.4 / 160;
    expect((modules?.width ?? 0) * MM_PER_PIXEL).toBeGreaterThanOrEqual(45);
    expect(await scan(page)).toBe(code);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await page.locator('#show a:focus').count()).toBe(1);
  },
);

story('[M2] without script: join, read the card, open the code, change the language', async () => {
  const page = await phone({ javaScriptEnabled: false });
  await page.goto(`${origin}/j/${shop.slug}`);
  await page.getByLabel('Telefón, e-mail alebo meno').fill('12');
  await page.getByRole('button', { name: 'Chcem kartu' }).click();
  await page.getByText('Toto nevyzerá ako telefónne číslo').waitFor();
  await page.getByLabel('Telefón, e-mail alebo meno').fill(pages.phone());
  await page.getByRole('button', { name: 'Chcem kartu' }).click();
  await page.waitForURL(/\/c\//);
  expect(await title(page)).toBe('Ešte 8 káv do odmeny');
  await page.getByRole('link', { name: /Ukážte pri pokladni/ }).click();
  expect(await page.locator('.full code').isVisible()).toBe(true);
  await page.getByRole('link', { name: 'Zavrieť' }).click();
  expect(await page.locator('.full code').isVisible()).toBe(false);
  await page.getByRole('link', { name: 'Deutsch' }).click();
  expect(await title(page)).toBe('Noch 8 Kaffees bis zur Prämie');
});

story('[M2] offline the card still opens, with its code and how old it is', async () => {
  const page = await phone();
  await openCard(page);
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
  await page.reload();
  await page.context().setOffline(true);
  await page.reload();
  expect(await title(page)).toBe('Ešte 8 káv do odmeny');
  await page.getByText(/Bez pripojenia\. Stav z 20\. novembra 2026/).waitFor();
  await page.getByRole('link', { name: /Ukážte pri pokladni/ }).click();
  expect(await page.locator('.full code').isVisible()).toBe(true);
  await page.keyboard.press('Escape');
  await page.context().setOffline(false);
  await page.getByText(/Bez pripojenia/).waitFor({ state: 'hidden' });
});

story('[M2] the card loads nothing from others and breaks no rule of its policy', async () => {
  const page = await phone();
  const foreign: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(origin)) foreign.push(request.url());
  });
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) complaints.push(message.text());
  });
  await openCard(page);
  await page.waitForTimeout(300);
  expect([...foreign, ...complaints]).toEqual([]);
});
