import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  axeFaults,
  browserMissing,
  clippedTexts,
  launchBrowser,
  settled,
} from '#support/browser.ts';
import { startTillApp, type TillApp } from '#support/till-app.ts';

const STORY_MS = 300_000;

const skipped = browserMissing();
let app: TillApp;
let browser: Browser;
let office: BrowserContext;
let page: Page;

const claim = (code: string) => `fetch('/v1/owner-links/claims', {
  method: 'POST',
  headers: { 'content-type': 'application/json', 'x-stamgast': '1' },
  body: JSON.stringify({
    code: ${JSON.stringify(code)},
    name: 'Zuzana Benková',
    email: 'zuzana@example.com',
    password: 'correct horse battery',
  }),
}).then((answer) => answer.status)`;

beforeAll(async () => {
  if (skipped) return;
  app = await startTillApp();
  browser = await launchBrowser();
  office = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } });
  page = await office.newPage();
  await page.goto(`${app.origin}/admin/sign-in`);
  const code = new URL(app.merchant.owner_link).searchParams.get('code') ?? '';
  expect(await page.evaluate(claim(code))).toBe(201);
}, STORY_MS);

afterAll(async () => {
  await browser?.close();
  await app?.close();
}, STORY_MS);

const button = (name: string | RegExp) => page.getByRole('button', { name });
const dialog = () => page.getByRole('dialog');

const show = async (path: string): Promise<void> => {
  await page.goto(`${app.origin}/admin/${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
};

const inspect = async (name: string): Promise<void> => {
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await settled(page);
    expect(await clippedTexts(page), `${name}, ${width} px`).toEqual([]);
  }
  expect(await axeFaults(page), name).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 900 });
};

test.skipIf(skipped)(
  '[S1] a code shown in the office makes a second device a till, and the office sees it',
  async () => {
    await show('settings/tills');
    await button('Add a till').click();
    await page.getByRole('textbox', { name: 'Name of the till' }).fill('Counter');
    await button('Show the code').click();
    const code = (await page.locator('.pair-code').textContent()) ?? '';
    expect(code).toMatch(/^\S{4} \S{4}$/);
    await inspect('pairing code');

    const device = await browser.newContext({ locale: 'en-GB' });
    const till = await device.newPage();
    await till.goto(`${app.origin}/till#${code.replace(' ', '')}`);
    await till.locator('button[type=submit]').click();
    await dialog().getByText('Counter is ready.').first().waitFor();
    await button('Done').click();
    await page.getByRole('listitem').filter({ hasText: 'Counter' }).first().waitFor();
    await inspect('tills');
    await device.close();
  },
  STORY_MS,
);

test.skipIf(skipped)(
  '[P3] a person added with a PIN is listed; an invitation without a mail server shows its link',
  async () => {
    await show('settings/people');
    await button('Add a person').click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Ema');
    await page.getByRole('textbox', { name: 'PIN for the till' }).fill('4826');
    await dialog().getByRole('button', { name: 'Add a person' }).click();
    await page.getByText('Ema', { exact: true }).waitFor();

    await button('Invite by e-mail').click();
    await page.getByRole('textbox', { name: 'E-mail' }).fill('iva@example.com');
    await page.getByRole('textbox', { name: 'Name' }).fill('Iva');
    await dialog().getByRole('button', { name: 'Invite', exact: true }).click();
    await page.getByText('No mail server is set').waitFor();
    await button('Done').click();
    await inspect('people');

    await show('messages');
    await page.locator('summary').first().click();
    const mail = (await page.locator('pre').first().textContent()) ?? '';
    const path = /\/invitation\?code=\S+/.exec(mail)?.[0] ?? '';
    const guest = await browser.newContext({ locale: 'en-GB' });
    const invited = await guest.newPage();
    await invited.goto(app.origin + path);
    await invited.getByLabel('Password').fill('another good one');
    await invited.getByRole('button', { name: 'Accept and sign in' }).click();
    await invited.waitForURL(/\/admin$/);
    await guest.close();
  },
  STORY_MS,
);

test.skipIf(skipped)(
  '[P9] a poster for an address no phone has proven prints only when the owner insists',
  async () => {
    await show('posters');
    await button('New poster').click();
    await button('Create').click();
    await button(/^Actions: Poster/).click();
    await page.getByRole('menuitem', { name: 'Download PDF' }).click();
    await page.getByText('No phone has opened this address yet').waitFor();
    const download = page.waitForEvent('download');
    await button('Download it anyway').click();
    expect((await download).suggestedFilename()).toBe('poster-sk.pdf');
    await inspect('posters');
  },
  STORY_MS,
);

test.skipIf(skipped)(
  '[P5] a color is saved with its contrast told; a key is shown once; the log knows both',
  async () => {
    await show('settings/branding');
    await page.getByRole('textbox', { name: 'Color', exact: true }).fill('#777777');
    await page.getByText('Surfaces get #').waitFor();
    await button('Save').click();
    await page.getByText('Saved', { exact: true }).waitFor();
    await inspect('branding');

    await show('settings/keys');
    await button('New key').click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Online shop');
    await button('Create').click();
    await page.getByText('Copy the key now').waitFor();
    await button('Done').click();
    await inspect('keys');

    await show('settings/audit');
    await page.locator('.audit-row').filter({ hasText: 'Online shop' }).first().waitFor();
    await page.locator('.audit-row').filter({ hasText: '#777777' }).first().waitFor();
    await inspect('audit');
    for (const path of ['settings', 'settings/locations', 'settings/address', 'messages']) {
      await show(path);
      await inspect(path);
    }
  },
  STORY_MS,
);
