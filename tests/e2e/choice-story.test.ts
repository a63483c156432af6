import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pageFaults } from '#support/admin-app.ts';
import { axeFaults, browserMissing, clippedTexts, launchBrowser } from '#support/browser.ts';
import { startTillApp, type TillApp } from '#support/till-app.ts';
import { type NewCardHolder, newMember, openTill, scanByWedge } from '#support/till-page.ts';

const STORY_MS = 240_000;
const PHONE = { width: 390, height: 844 };
const TREAT = 'Malá sladkosť';

const skipped = browserMissing();
let app: TillApp;
let browser: Browser;
let guest: NewCardHolder;

beforeAll(async () => {
  if (skipped) return;
  app = await startTillApp();
  browser = await launchBrowser();
  guest = await newMember(app, 'Jana Malá');
  const member = { id: guest.id };
  // A full stamp card, and points for the smallest reward.
  await app.api('POST', '/v1/visits', { member, stamps: [{ unit: 'stamps', amount: 8 }] });
  await app.api('POST', '/v1/adjustments', {
    ...{ member, unit: 'points', amount: 40, reason: 'Na skúšku' },
  });
}, STORY_MS);

afterAll(async () => {
  await browser?.close();
  await app?.close();
}, STORY_MS);

const openCard = async (javaScriptEnabled = true): Promise<Page> => {
  const phone = await browser.newContext({ locale: 'sk-SK', viewport: PHONE, javaScriptEnabled });
  const page = await phone.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(app.origin + new URL(guest.card.url).pathname);
  return page;
};

const key = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const chosen = (page: Page) => page.getByText('Vybraté. Pri pokladni to uvidia.');

test.skipIf(skipped)(
  '[B6, S2] picked on the phone, shown first at the till, handed over, and the pick is gone',
  { timeout: STORY_MS },
  async () => {
    const card = await openCard();
    await card.evaluate('globalThis.stays = true');
    await key(card, new RegExp(`^Vybrať: ${TREAT}`)).click();
    await chosen(card).waitFor();
    expect(await card.evaluate('globalThis.stays')).toBe(true);
    const focused = await card.evaluate('document.activeElement.getAttribute("aria-label")');
    expect(focused).toMatch(`Zrušiť výber: ${TREAT}`);
    expect(await pageFaults(card)).toEqual([]);

    const till = await (await browser.newContext({ locale: 'sk-SK', viewport: PHONE })).newPage();
    till.setDefaultTimeout(60_000);
    await openTill(till, app);
    await scanByWedge(till, guest.card.code);
    const first = till.locator('.ready li').first();
    await first.getByText('Vybral si hosť').waitFor();
    expect(await first.textContent()).toContain(TREAT);
    expect(await till.locator('.ready li').count()).toBeGreaterThan(1);
    expect(await axeFaults(till)).toEqual([]);
    expect(await clippedTexts(till)).toEqual([]);
    await first.getByRole('button').click();
    await till.getByText('Na registračnej pokladni zadajte').waitFor();
    // The phone hears of the redemption and shows the card anew.
    await expect.poll(() => chosen(card).count()).toBe(0);
    await key(till, 'Ďalší hosť').click();
    await scanByWedge(till, guest.card.code);
    await till.locator('.ready li').first().waitFor();
    expect(await till.getByText('Vybral si hosť').count()).toBe(0);
    await till.context().close();
    await card.context().close();
  },
);

test.skipIf(skipped)(
  '[B6, M2] without a script a full card is picked and the pick taken back',
  { timeout: STORY_MS },
  async () => {
    const card = await openCard(false);
    await key(card, /^Vybrať: Káva/).click();
    await chosen(card).waitFor();
    await key(card, /^Zrušiť výber: Káva/).click();
    await key(card, /^Vybrať: Káva/).waitFor();
    expect(await chosen(card).count()).toBe(0);
    await card.context().close();
  },
);
