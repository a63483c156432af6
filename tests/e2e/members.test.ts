import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AdminApp, pageFaults, startAdminApp } from '#support/admin-app.ts';
import { chromiumPath, launchBrowser } from '#support/browser.ts';

const STORY_MS = 120_000;
const canRun = chromiumPath() !== null;
let app: AdminApp;
let browser: Browser;
let page: Page;
let memberId: string;

beforeAll(async () => {
  if (!canRun) return;
  app = await startAdminApp();
  browser = await launchBrowser();
  ({ page } = await app.signIn(browser));
  const body = { name: 'Ľubica Ďurčová', phone: '+421905123456', note: 'Bez kofeínu.' };
  const member = await app.api<{ id: string }>('POST', '/v1/members', body);
  memberId = member.id;
  await app.api('POST', '/v1/orders', {
    source: 'pos',
    external_id: 'first',
    member: { id: memberId },
    currency: 'EUR',
    total_minor: 850,
    lines: [
      { name: 'Espresso', category: 'coffee', quantity: 2, total_minor: 500 },
      { name: 'Croissant', category: 'pastry', quantity: 1, total_minor: 350 },
    ],
  });
}, STORY_MS);

afterAll(async () => {
  await browser?.close();
  await app?.close();
}, STORY_MS);

const button = (name: string) => page.getByRole('button', { name, exact: true });

test.skipIf(!canRun)(
  '[M6] a member is found without diacritics, and a new one is added by hand',
  async () => {
    await page.goto(`${app.origin}/admin/members`);
    await page.getByRole('searchbox').fill('lubica dur');
    await page.getByRole('link', { name: 'Ľubica Ďurčová' }).waitFor();
    expect(await pageFaults(page)).toEqual([]);
    await button('Nový člen').click();
    await page.getByLabel('Meno', { exact: true }).fill('Łukasz Żółć');
    await page.getByLabel('E-mail', { exact: true }).fill('lukasz@example.com');
    await button('Pridať člena').click();
    await page.getByRole('heading', { name: 'Łukasz Żółć' }).waitFor();
  },
  STORY_MS,
);

test.skipIf(!canRun)(
  '[E16] the ledger says why, a correction and a reversal change the balance',
  async () => {
    await page.goto(`${app.origin}/admin/members/${memberId}`);
    await page.getByRole('heading', { name: 'Ľubica Ďurčová' }).waitFor();
    const order = page.getByRole('row').filter({ hasText: 'Nákup' });
    await order.getByRole('button').click();
    await page.getByText(/Program verzia 1/).waitFor();
    expect(await pageFaults(page)).toEqual([]);
    await button('Vziať späť').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Dôvod').fill('Omylom');
    expect(await pageFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Vziať späť' }).click();
    await page.getByText('vrátené', { exact: true }).waitFor();
    await button('Upraviť zostatok').click();
    await page.getByLabel('Koľko').fill('3');
    await page.getByLabel('Dôvod').fill('Dlhé čakanie');
    await dialog.getByRole('button', { name: 'Upraviť zostatok' }).click();
    await page.getByRole('row').filter({ hasText: 'Ručná úprava' }).waitFor();
    const { accounts } = await app.api<{ accounts: { unit: string; balance: number }[] }>(
      'GET',
      `/v1/members/${memberId}`,
    );
    expect(accounts.some(({ balance }) => balance >= 3)).toBe(true);
  },
  STORY_MS,
);

test.skipIf(!canRun)(
  '[P4] list and member fit in every language and 40 % longer',
  async () => {
    for (const lang of ['en', 'de', 'hu', 'xx']) {
      for (const path of ['members', `members/${memberId}`]) {
        await page.goto(`${app.origin}/admin/${path}?lang=${lang}`);
        await page.getByText('Ľubica Ďurčová').first().waitFor();
        expect(await pageFaults(page), `${path} ${lang}`).toEqual([]);
      }
    }
  },
  STORY_MS,
);
