import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOCALES } from '#core/program.ts';
import { createMerchant } from '#features/merchant/index.ts';
import { ownerLink } from '#platform/auth/links.ts';
import { issueOneTimeCode } from '#platform/auth/one-time-code.ts';
import { systemClock } from '#platform/clock/clock.ts';
import { type AdminApp, pageFaults, startAdminApp } from '#support/admin-app.ts';
import { browserMissing, clippedTexts, launchBrowser } from '#support/browser.ts';

const STORY_MS = 300_000;
const PASSWORD = 'correct horse battery';

const skipped = browserMissing();
let app: AdminApp;
let browser: Browser;
let owner: { context: BrowserContext; page: Page };

beforeAll(async () => {
  if (skipped) return;
  app = await startAdminApp();
  browser = await launchBrowser();
  owner = await app.signIn(browser, 'en-GB');
}, STORY_MS);

afterAll(async () => {
  await browser?.close();
  await app?.close();
}, STORY_MS);

/** A browser that knows nobody. */
const stranger = async (locale = 'en-GB'): Promise<Page> =>
  (await browser.newContext({ locale, viewport: { width: 1280, height: 900 } })).newPage();

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

const founded = () =>
  createMerchant(
    { db: app.db, clock: systemClock, origin: () => app.origin },
    { name: 'Salón Lipa', template: 'salon', goal: 'new_guests', currency: 'CZK', locale: 'cs' },
  );

test.skipIf(skipped)(
  '[P6] a shop of the command line begins with its branding, and its link lets the owner back in',
  async () => {
    const shop = await founded();
    const page = await stranger();
    await page.goto(shop.owner_link);
    const name = page.getByRole('textbox', { name: 'Name of the business' });
    await name.waitFor();
    expect(await name.inputValue()).toBe('Salón Lipa');
    expect(await page.getByRole('button', { name: 'Back' }).count()).toBe(0);
    expect(await page.getByRole('group', { name: 'Currency' }).count()).toBe(0);
    expect(await pageFaults(page)).toEqual([]);
    await name.fill('Salón Pod lipou');
    await page.getByRole('textbox', { name: 'Your e-mail' }).fill('lenka@example.com');
    await button(page, 'Continue').click();
    await page.getByRole('heading', { name: 'Your poster is ready' }).waitFor();
    await page.context().close();

    // What the server prints at its next start, as long as the owner has chosen no password.
    const subject = { purpose: 'owner_link', merchantId: shop.merchantId } as const;
    const issue = { ...subject, subjectId: shop.ownerId, now: Date.now() };
    const { code } = await issueOneTimeCode(app.db.kysely, issue);
    const back = await stranger();
    await back.goto(ownerLink(app.origin, code));
    await back.getByRole('heading', { name: 'Welcome back' }).waitFor();
    await back.getByText('Salón Pod lipou').waitFor();
    expect(await pageFaults(back)).toEqual([]);
    await back.getByRole('textbox', { name: 'Your e-mail' }).fill('lenka@example.com');
    await back.getByLabel('Password').fill(PASSWORD);
    await button(back, 'Save and sign in').click();
    await back.waitForURL(/\/admin$/);
    await back.getByText('Salón Pod lipou').first().waitFor();
    await back.context().close();
  },
  STORY_MS,
);

test.skipIf(skipped)(
  '[P3] a person limited to a location is invited, shown so, and chooses a new password by a link',
  async () => {
    const { page } = owner;
    await app.api('POST', '/v1/locations', { name: 'Kiosk pri jazere' });
    await page.goto(`${app.origin}/admin/settings/people`);
    await button(page, 'Invite by e-mail').click();
    await page.getByRole('textbox', { name: 'E-mail' }).fill('iva@example.com');
    await page.getByRole('textbox', { name: 'Name' }).fill('Iva');
    await page.getByLabel('Only some').check();
    expect(await page.getByLabel('Kaviareň Pri moste').isDisabled()).toBe(true);
    await page.getByLabel('Kiosk pri jazere').check();
    await page.getByLabel('Kaviareň Pri moste').uncheck();
    await page.getByRole('dialog').getByRole('button', { name: 'Invite', exact: true }).click();
    const link = (await page.locator('.copy-line code').textContent()) ?? '';
    await button(page, 'Done').click();

    const iva = await stranger();
    await iva.goto(app.origin + link.slice(new URL(link).origin.length));
    await iva.getByLabel('Password').fill(PASSWORD);
    await iva.getByRole('button', { name: 'Accept and sign in' }).click();
    await iva.waitForURL(/\/admin$/);
    await iva.goto(`${app.origin}/admin/settings`);
    await iva.getByRole('link', { name: /^Tills/ }).waitFor();
    expect(await iva.getByRole('link', { name: /^People/ }).count()).toBe(0);
    await page.reload();
    await page.getByText('only Kiosk pri jazere').waitFor();
    expect(await pageFaults(page)).toEqual([]);

    const door = await stranger();
    await door.goto(`${app.origin}/admin/sign-in`);
    await door.getByRole('link', { name: 'Forgot your password?' }).click();
    // The door left behind has a field of the same name.
    await button(door, 'Send the link').waitFor();
    await door.getByRole('textbox', { name: 'E-mail' }).fill('iva@example.com');
    expect(await pageFaults(door)).toEqual([]);
    await button(door, 'Send the link').click();
    await door.getByText('a link is on its way').waitFor();

    await page.goto(`${app.origin}/admin/messages`);
    await page.locator('summary').first().click();
    const mail = (await page.locator('pre').first().textContent()) ?? '';
    const reset = /\/password-reset\?code=\S+/.exec(mail)?.[0] ?? '';
    await button(page, /^Send now/)
      .first()
      .click();
    await page.getByText('There is no mail server to send with').waitFor();
    expect(await pageFaults(page)).toEqual([]);
    await door.goto(app.origin + reset);
    await door.getByLabel('Password').fill('another good one');
    await button(door, 'Save and sign in').click();
    await door.waitForURL(/\/admin$/);
    await iva.reload();
    await iva.waitForURL(/\/admin\/sign-in/);
    await Promise.all([door, iva].map((each) => each.context().close()));
  },
  STORY_MS,
);

test.skipIf(skipped)(
  '[P4] the doors fit a phone in six languages',
  async () => {
    for (const locale of LOCALES) {
      const page = await stranger(locale);
      await page.setViewportSize({ width: 360, height: 740 });
      for (const path of ['admin/sign-in', 'admin/forgot-password', 'password-reset?code=x']) {
        await page.goto(`${app.origin}/${path}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        expect(await clippedTexts(page), `${locale} ${path}`).toEqual([]);
      }
      await page.context().close();
    }
  },
  STORY_MS,
);

test.skipIf(skipped)(
  '[P3] versions tell who published them and when; rewards how often they were used',
  async () => {
    const { page } = owner;
    const draft = await page.evaluate(`(async () => {
      const headers = { 'content-type': 'application/json', 'x-stamgast': '1' };
      const send = (path) => fetch(path, {
        method: 'POST',
        headers: { ...headers, 'idempotency-key': crypto.randomUUID() },
        body: '{}',
      }).then((answer) => answer.json());
      const { id } = await send('/v1/program/drafts');
      return send('/v1/program/drafts/' + id + '/publications');
    })()`);
    expect(draft).toMatchObject({ number: 2, author: 'Zuzana Benková' });
    await page.goto(`${app.origin}/admin/program`);
    await page.getByText(/Zuzana Benková · .* at \d/).waitFor();
    const member = await app.api<{ id: string }>('POST', '/v1/members', { name: 'Eva' });
    const who = { member: { id: member.id } };
    await app.api('POST', '/v1/adjustments', { ...who, unit: 'stamps', amount: 10, reason: 'x' });
    const { data } = await app.api<{ data: { id: string; cost: { unit: string } }[] }>(
      'GET',
      '/v1/rewards',
    );
    const reward_id = data.find(({ cost }) => cost.unit === 'stamps')?.id ?? '';
    await app.api('POST', '/v1/redemptions', { ...who, reward_id });
    await page.goto(`${app.origin}/admin/rewards`);
    await page.getByRole('columnheader', { name: 'Used' }).waitFor();
    const row = page.getByRole('row').filter({ hasText: '10' }).first();
    expect(await row.getByRole('cell', { name: '1', exact: true }).count()).toBe(1);
  },
  STORY_MS,
);
