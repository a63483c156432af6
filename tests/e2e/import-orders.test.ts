import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AdminApp, pageFaults, startAdminApp } from '#support/admin-app.ts';
import { browserMissing, launchBrowser } from '#support/browser.ts';

const STORY_MS = 300_000;
const skipped = browserMissing();
let app: AdminApp;
let browser: Browser;
let page: Page;
let folder: string;

/** As a Slovak cash register writes it; the customers stand in a column nobody would guess. */
const DIRTY = [
  'Číslo účtenky;Dátum;Položka;Množstvo;Jednotková cena;Poznámka',
  '1001;13.02.2026 09:15;Žemľa so šunkou;2;2,50;K-7',
  '1001;13.02.2026 09:15;Káva;1;2,00;K-7',
  '1002;14.02.2026 10:00;Čaj;1;1,80;K-8',
  '1003;31.02.2026 10:00;Čaj;1;1,80;K-8',
  '1004;15.02.2026 11:00;Koláč;1;3,20;',
];

/** Enough orders that the page can be left while they are awarded. */
const MANY = 12_000;
const many = () => [
  'receipt,date,amount,customer',
  ...Array.from({ length: MANY }, (_, at) => `M${at},2026-01-05 10:00,4.50,C${at % 4_000}`),
];

beforeAll(async () => {
  if (skipped) return;
  folder = mkdtempSync(join(tmpdir(), 'stamgast-import-'));
  writeFileSync(join(folder, 'blocky.csv'), iconv.encode(DIRTY.join('\r\n'), 'windows-1250'));
  writeFileSync(join(folder, 'many.csv'), many().join('\n'));
  writeFileSync(join(folder, 'letter.csv'), 'Dear shop,\nthank you.\n');
  app = await startAdminApp();
  browser = await launchBrowser();
  ({ page } = await app.signIn(browser, 'en'));
}, STORY_MS);

afterAll(async () => {
  await browser?.close();
  await app?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
}, STORY_MS);

const button = (name: string | RegExp) => page.getByRole('button', { name });
const holds = (column: string) => page.getByLabel(`What the column ${column} holds`);
const figure = (name: string) =>
  page.locator('.import-figures > div').filter({ hasText: name }).locator('.num');

const choose = async (name: string): Promise<void> => {
  await page.goto(`${app.origin}/admin/import`);
  await page.getByLabel('Choose a file').setInputFiles(join(folder, name));
};

type Stored = { orders: number; customers: number; amount: number; awarded: number };

const stored = async (): Promise<Stored> => {
  const { rows } = await app.db.owner.query<Stored>(
    `select count(*) as orders, count(distinct member_id) as customers,
       sum(total_minor)::bigint as amount, count(basis) as awarded
     from stamgast."order" where merchant_id = $1`,
    [app.merchant.merchantId],
  );
  return rows[0] as Stored;
};

test.skipIf(skipped)(
  '[I4] what is no table is refused with what to do, and nothing is kept of it',
  async () => {
    await choose('letter.csv');
    await page.getByText('Save it as CSV with a header row').waitFor();
    await page.getByText('No file has been imported yet').waitFor();
    expect(await pageFaults(page)).toEqual([]);
  },
  STORY_MS,
);

test.skipIf(skipped)(
  '[I4] a dirty file is recognized, its mapping changed, checked, imported, and again without effect',
  async () => {
    await choose('blocky.csv');
    await page.getByRole('heading', { name: 'What is in each column?' }).waitFor();
    expect(await holds('Číslo účtenky').inputValue()).toBe('order');
    expect(await holds('Jednotková cena').inputValue()).toBe('price');
    expect(await holds('Poznámka').inputValue()).toBe('unused');
    await page.getByText('Žemľa so šunkou').waitFor();
    await page.getByText('How the file is read').click();
    expect(await page.getByLabel('Character set').inputValue()).toBe('windows-1250');
    expect(await page.getByLabel('Between the columns').inputValue()).toBe(';');
    expect(await pageFaults(page)).toEqual([]);
    await holds('Poznámka').selectOption({ label: 'Customer number' });
    await button('Check the file').click();
    await page.getByRole('heading', { name: 'What the file holds' }).waitFor();
    expect(await figure('New orders').textContent()).toBe('3');
    expect(await figure('Rows left out').textContent()).toBe('1');
    await page.getByRole('cell', { name: 'the date can’t be read' }).waitFor();
    await page.getByText('2 past orders of known customers are awarded').waitFor();
    const download = page.waitForEvent('download');
    await button('Download as CSV').click();
    expect((await download).suggestedFilename()).toBe('rejected-rows.csv');
    expect(await pageFaults(page)).toEqual([]);
    expect(await stored()).toMatchObject({ orders: 0 });
    await button('Import 3 orders').click();
    await page.getByText('3 orders imported').waitFor();
    expect(await pageFaults(page)).toEqual([]);
    const once = await stored();
    expect(once).toEqual({ orders: 3, customers: 2, amount: 1_200, awarded: 0 });

    await choose('blocky.csv');
    await holds('Poznámka').selectOption({ label: 'Customer number' });
    await button('Check the file').click();
    await page.getByText('Every order of this file is already here').waitFor();
    expect(await figure('Already here').textContent()).toBe('3');
    expect(await button(/^Import/).count()).toBe(0);
    await button('Discard this file').click();
    await page.getByRole('link', { name: /blocky\.csv/ }).waitFor();
    expect(await page.getByRole('link', { name: /blocky\.csv/ }).count()).toBe(1);
    expect(await stored()).toEqual(once);
  },
  STORY_MS,
);

test.skipIf(skipped)(
  '[I4] an import with awards goes on while its page is left, and is found again',
  async () => {
    const before = await stored();
    await choose('many.csv');
    await button('Check the file').click();
    await page.getByRole('heading', { name: 'What the file holds' }).waitFor();
    await page.getByRole('radio', { name: /today’s program/ }).check();
    await button(/^Import and award 12,000 orders$/).click();
    await page.getByRole('progressbar').waitFor();
    expect(await pageFaults(page)).toEqual([]);
    await page.reload();
    await page.getByRole('progressbar').waitFor();
    await page.goto(`${app.origin}/admin/import`);
    await page.getByRole('link', { name: /many\.csv.*being imported/ }).click();
    await page.getByText('12,000 orders imported').waitFor({ timeout: STORY_MS });
    expect(await figure('Awarded orders').textContent()).toBe('12,000');
    expect(await stored()).toMatchObject({ orders: before.orders + MANY, awarded: MANY });
    await page.getByRole('link', { name: 'See the members' }).click();
    await page.getByRole('heading', { name: 'Members' }).waitFor();
  },
  STORY_MS,
);

test.skipIf(skipped)(
  '[P4] every step of an import fits in every language and 40 % longer',
  async () => {
    await choose('blocky.csv');
    await page.locator('.columns').waitFor();
    const mapped = new URL(page.url()).pathname;
    await choose('blocky.csv');
    await button('Check the file').click();
    await page.locator('.import-figures').waitFor();
    const checked = new URL(page.url()).pathname;
    for (const lang of ['de', 'hu', 'xx']) {
      for (const path of ['/admin/import', mapped, checked]) {
        await page.goto(`${app.origin}${path}?lang=${lang}`);
        await page.locator('.drop, .columns, .import-figures').first().waitFor();
        expect(await pageFaults(page), `${path} ${lang}`).toEqual([]);
      }
    }
  },
  STORY_MS,
);
