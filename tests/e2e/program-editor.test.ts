import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AdminApp, pageFaults, startAdminApp } from '#support/admin-app.ts';
import { chromiumPath, launchBrowser } from '#support/browser.ts';

const STORY_MS = 120_000;
const canRun = chromiumPath() !== null;
let app: AdminApp;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  if (!canRun) return;
  app = await startAdminApp();
  browser = await launchBrowser();
  ({ page } = await app.signIn(browser));
}, STORY_MS);

afterAll(async () => {
  await browser?.close();
  await app?.close();
}, STORY_MS);

type Live = { number: number; document: { stamp_cards: { size: number }[] } };
const live = () => app.api<Live>('GET', '/v1/program');
const button = (name: string | RegExp) => page.getByRole('button', { name });

test.skipIf(!canRun)(
  '[E15] a part edited in its sentence is saved, marked, previewed and published',
  async () => {
    await page.goto(`${app.origin}/admin/program`);
    await page.getByRole('heading', { name: 'Program', exact: true }).waitFor();
    expect(await pageFaults(page)).toEqual([]);
    await button(/^Zmeniť: \d+ pečiatok$/).click();
    await page.getByRole('button', { name: '6', exact: true }).click();
    expect(await pageFaults(page)).toEqual([]);
    await button('Hotovo').click();
    await page.getByText('Koncept uložený').waitFor();
    await page.getByText('zmenené').waitFor();
    expect(await page.locator('.preview .stamp').count()).toBe(6);
    await page.reload();
    await page.getByText('zmenené').waitFor();
    await button('Zverejniť verziu 2').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Poznámka na neskôr').fill('Kratšia karta');
    expect(await pageFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Zverejniť verziu 2' }).click();
    await page.getByText('Kratšia karta').waitFor();
    expect(await live()).toMatchObject({ number: 2, document: { stamp_cards: [{ size: 6 }] } });
    expect(await page.getByText('zmenené').count()).toBe(0);
  },
  STORY_MS,
);

test.skipIf(!canRun)(
  '[E15] a rule is added and removed, the draft is thrown away',
  async () => {
    await page.goto(`${app.origin}/admin/program`);
    await button('Pridať pravidlo').first().click();
    await page.getByRole('menuitem', { name: 'Za návštevu' }).click();
    await page.getByText('nové', { exact: true }).waitFor();
    await button(/^Odstrániť toto pravidlo: Za každé 1/).click();
    await page.getByText('odstránené', { exact: true }).waitFor();
    await page.getByText('Koncept uložený').waitFor();
    await button('Zahodiť koncept').click();
    await page.getByText('odstránené', { exact: true }).waitFor({ state: 'detached' });
    expect((await app.api<{ data: unknown[] }>('GET', '/v1/program/drafts')).data).toEqual([]);
  },
  STORY_MS,
);

test.skipIf(!canRun)(
  '[B1] a reward is created and archived; the price of a full card is the program’s',
  async () => {
    await page.goto(`${app.origin}/admin/rewards`);
    await page.getByText('Cena sa upravuje v programe').waitFor();
    expect(await pageFaults(page)).toEqual([]);
    await button('Nová odmena').click();
    await page.getByLabel('Názov').fill('Tričko');
    await page.getByLabel('Cena', { exact: true }).fill('333');
    await page.getByLabel(/^Náklad na kus/).fill('4,50');
    expect(await pageFaults(page)).toEqual([]);
    await button('Pridať odmenu').click();
    await page.getByText('333 bodov').waitFor();
    await button('Archivovať Tričko').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Archivovať' }).click();
    await page.getByText('333 bodov').waitFor({ state: 'detached' });
  },
  STORY_MS,
);

test.skipIf(!canRun)(
  '[P4] program and rewards fit in every language and 40 % longer',
  async () => {
    for (const lang of ['en', 'de', 'hu', 'xx']) {
      for (const path of ['program', 'rewards']) {
        await page.goto(`${app.origin}/admin/${path}?lang=${lang}`);
        await page.locator('.terms-list, .rewards').first().waitFor();
        expect(await pageFaults(page), `${path} ${lang}`).toEqual([]);
      }
    }
  },
  STORY_MS,
);
