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

/** Balance of points after an order of the lines, in a browserless shop. */
const buy = async (lines: { category: string; total_minor: number }[]): Promise<number> => {
  const member = await app.api<{ id: string; accounts: { unit: string; balance: number }[] }>(
    ...(['POST', '/v1/members', { name: 'Eva' }] as const),
  );
  const before = member.accounts.find(({ unit }) => unit === 'points')?.balance ?? 0;
  const order = await app.api<{ member: { accounts: typeof member.accounts } }>(
    ...(['POST', '/v1/orders'] as const),
    {
      ...{ source: 'pos', external_id: crypto.randomUUID(), currency: 'EUR' },
      member: { id: member.id },
      total_minor: lines.reduce((sum, { total_minor }) => sum + total_minor, 0),
      lines: lines.map((line) => ({ ...line, name: line.category, quantity: 1 })),
    },
  );
  const after = order.member.accounts.find(({ unit }) => unit === 'points')?.balance ?? 0;
  return after - before;
};

test.skipIf(!canRun)(
  '[B9, E6, P5] the owner adds double points with a pastry; orders earn it, members read it',
  async () => {
    await page.goto(`${app.origin}/admin/program`);
    await button('Pridať akciu').click();
    await page.getByRole('menuitem', { name: /^Kombinácia So zákuskom v nákupe/ }).click();
    await button(/^Zmeniť: So zákuskom v nákupe$/).click();
    await page.getByRole('button', { name: 'zákusok', exact: true }).waitFor();
    expect(await pageFaults(page)).toEqual([]);
    await button('Hotovo').click();
    await button(/^Rozšíriť: So zákuskom/).click();
    await page.getByRole('menuitem', { name: 'Čas dňa' }).click();
    await button(/^Zmeniť: Medzi 15\.00 a 17\.00$/).click();
    await page.getByLabel('Od', { exact: true }).fill('00:00');
    await page.getByLabel('Do', { exact: true }).fill('23:59');
    await button('Hotovo').click();
    await button(/^Rozšíriť: Medzi 0\.00 a 23\.59/).click();
    await page.getByRole('menuitem', { name: 'Viac podmienok' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox').first().waitFor();
    expect(await pageFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Odstrániť túto podmienku' }).last().click();
    await dialog.getByRole('button', { name: 'Hotovo' }).click();
    await page.getByText('Koncept uložený').waitFor();
    const sentence = await page.locator('.rule', { hasText: 'dvojnásobok' }).textContent();
    expect(sentence).toContain('So zákuskom v nákupe');
    expect(sentence).not.toContain('23.59');
    await button(/^Zverejniť verziu/).click();
    const publish = page.getByRole('dialog');
    await publish.getByText('So zákuskom v nákupe získate dvojnásobok bodov.').waitFor();
    await publish.getByRole('button', { name: /^Zverejniť verziu/ }).click();
    await publish.waitFor({ state: 'detached' });
    const coffee = { category: 'coffee', total_minor: 300 };
    expect(await buy([coffee])).toBe(3);
    expect(await buy([coffee, { category: 'pastry', total_minor: 200 }])).toBe(10);
    const { slug } = await app.api<{ slug: string }>('GET', '/v1/merchant');
    await page.goto(`${app.origin}/p/${slug}?lang=sk`);
    await page.getByText('So zákuskom v nákupe získate dvojnásobok bodov.').waitFor();
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
