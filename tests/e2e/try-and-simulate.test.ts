import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProgramDocument } from '#core/program.ts';
import { type AdminApp, pageFaults, startAdminApp } from '#support/admin-app.ts';
import { chromiumPath, launchBrowser } from '#support/browser.ts';

const STORY_MS = 180_000;
const DAY = 86_400_000;
const canRun = chromiumPath() !== null;
let app: AdminApp;
let browser: Browser;
let page: Page;
let memberId: string;

const coffee = { name: 'Espresso', category: 'coffee', quantity: 1, total_minor: 300 };

const bought = (day: number) =>
  app.api('POST', '/v1/orders', {
    source: 'pos',
    external_id: `day-${day}`,
    member: { id: memberId },
    currency: 'EUR',
    total_minor: 300,
    lines: [coffee],
    occurred_at: new Date(Date.now() - day * DAY).toISOString(),
  });

/** The live program with twice the points for money. */
const doubled = ({ rules, ...rest }: ProgramDocument): ProgramDocument => ({
  ...rest,
  rules: rules.map((rule) =>
    rule.give.kind === 'per_amount' ? { ...rule, give: { ...rule.give, units: 2 } } : rule,
  ),
});

beforeAll(async () => {
  if (!canRun) return;
  app = await startAdminApp();
  browser = await launchBrowser();
  ({ page } = await app.signIn(browser));
  memberId = (await app.api<{ id: string }>('POST', '/v1/members', { name: 'Ľubica Ďurčová' })).id;
  for (const day of [9, 7, 5, 3]) await bought(day);
  const { document } = await app.api<{ document: ProgramDocument }>('GET', '/v1/program');
  await app.api('POST', '/v1/program/drafts', { document: doubled(document) });
}, STORY_MS);

afterAll(async () => {
  await browser?.close();
  await app?.close();
}, STORY_MS);

const button = (name: string) => page.getByRole('button', { name, exact: true });

test.skipIf(!canRun)(
  '[E14] a purchase typed in shows at once what it would give, why, and what did not apply',
  async () => {
    await page.goto(`${app.origin}/admin/try`);
    await page.getByLabel('Suma nákupu (EUR)').fill('4,20');
    await page.locator('.try-sum').getByText('+8 bodov').waitFor();
    await page.getByText('v nákupe nie je káva').waitFor();
    await page.getByText('2 body za 1 €: 4,20 €').waitFor();
    await page.getByLabel('Program', { exact: true }).selectOption('live');
    await page.locator('.try-sum').getByText('+4 body').waitFor();
    await button('Položky').click();
    await button('Káva').click();
    await page.locator('.try-sum').getByText('+1 pečiatka').waitFor();
    await page.getByText('Použilo sa všetko.').waitFor();
    expect(await pageFaults(page)).toEqual([]);
    await button('Návšteva').click();
    await page.getByText('pribúda za nákup, toto je návšteva').first().waitFor();
    expect(await pageFaults(page)).toEqual([]);
  },
  STORY_MS,
);

test.skipIf(!canRun)(
  '[E14] it is tried for a member who is looked for, and nothing of theirs changes',
  async () => {
    const before = await app.api('GET', `/v1/members/${memberId}`);
    await page.goto(`${app.origin}/admin/try`);
    await page.getByRole('searchbox').fill('lubica');
    await page.getByRole('button', { name: 'Ľubica Ďurčová' }).click();
    await page.getByLabel('Suma nákupu (EUR)').fill('10');
    await page.locator('.try-after').getByText('42 bodov').waitFor();
    expect(await pageFaults(page)).toEqual([]);
    expect(await app.api('GET', `/v1/members/${memberId}`)).toEqual(before);
  },
  STORY_MS,
);

test.skipIf(!canRun)(
  '[E14] from a member the panel opens for them, and a past purchase says why not',
  async () => {
    await page.goto(`${app.origin}/admin/members/${memberId}`);
    const order = page.getByRole('row').filter({ hasText: 'Nákup' }).first();
    await order.getByRole('button').click();
    await page.getByText('Prečo sa nič iné nepoužilo').click();
    await page.getByText('Použilo sa všetko.').waitFor();
    expect(await pageFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Vyskúšať nákup' }).click();
    await page.locator('.try-member').getByText('Ľubica Ďurčová').waitFor();
  },
  STORY_MS,
);

test.skipIf(!canRun)(
  '[N6] a draft runs over past orders, its figures beside those of the live program',
  async () => {
    await page.goto(`${app.origin}/admin/simulator`);
    await button('Spustiť simuláciu').click();
    const table = page.getByRole('table');
    const issued = table.getByRole('row').filter({ hasText: 'Pripísané' });
    await issued.getByText('34 bodov').waitFor();
    await issued.getByText('22 bodov').waitFor();
    expect(await pageFaults(page)).toEqual([]);
    const head = 'receipt;date;item;quantity;unit price;customer\n';
    const lines = [1, 2, 3].map((n) => `R${n};2026-02-0${n} 09:00;Tea;1;5,00;K1\n`);
    await page
      .getByLabel('Zo súboru …')
      .last()
      .setInputFiles({
        name: 'orders.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(head + lines.join('')),
      });
    await page.getByText('3 nákupy, 1 zákazník').waitFor();
  },
  STORY_MS,
);

test.skipIf(!canRun)(
  '[P4] both pages fit in every language and 40 % longer',
  async () => {
    for (const lang of ['hu', 'de', 'xx']) {
      await page.goto(`${app.origin}/admin/try?lang=${lang}&member=${memberId}`);
      await page.locator('.try-form input[inputmode="decimal"]').fill('5');
      await page.locator('.try-result').waitFor();
      expect(await pageFaults(page), `try ${lang}`).toEqual([]);
      await page.goto(`${app.origin}/admin/simulator?lang=${lang}`);
      await page.locator('.simulation-form button.primary').click();
      await page.locator('table.simulation').waitFor();
      expect(await pageFaults(page), `simulator ${lang}`).toEqual([]);
    }
  },
  2 * STORY_MS,
);
