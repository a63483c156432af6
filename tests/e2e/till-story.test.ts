import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inMerchant } from '#platform/db/tenant.ts';
import {
  axeFaults,
  browserMissing,
  clippedTexts,
  launchBrowser,
  settled,
} from '#support/browser.ts';
import { startTillApp, type TillApp } from '#support/till-app.ts';
import { newMember, scanByWedge, waitingActions } from '#support/till-page.ts';

const STORY_MS = 300_000;
const ANSWER_MS = 60_000;

const skipped = browserMissing();
let app: TillApp;
let browser: Browser;
let till: BrowserContext;

beforeAll(async () => {
  if (skipped) return;
  app = await startTillApp();
  browser = await launchBrowser();
  till = await browser.newContext({ locale: 'sk-SK', viewport: { width: 390, height: 844 } });
}, STORY_MS);

afterAll(async () => {
  await browser?.close();
  await app?.close();
}, STORY_MS);

/** Every screen, both themes, narrow and wide: nothing cut off, no serious finding. */
const inspect = async (page: Page, name: string): Promise<void> => {
  const before = page.viewportSize();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await settled(page);
    expect(await axeFaults(page), `${name}, ${colorScheme}`).toEqual([]);
  }
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await settled(page);
    expect(await clippedTexts(page), `${name}, ${width} px`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  if (before) await page.setViewportSize(before);
};

const key = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const tapKey = (page: Page, count: 1 | 2 | 3) => page.locator('.plus .btn').nth(count - 1);

const balanceOf = async (memberId: string): Promise<Record<string, number>> => {
  const path = `/v1/members/${memberId}`;
  const { accounts } = await app.api<{ accounts: { unit: string; spendable: number }[] }>(
    'GET',
    path,
  );
  return Object.fromEntries(accounts.map((it) => [it.unit, it.spendable]));
};

/** The device becomes a till and Nina is at it, after one wrong PIN. */
const begin = async (page: Page): Promise<void> => {
  await page.goto(`${app.origin}/till`);
  await page.locator('#code').fill(await app.pairingCode());
  await inspect(page, 'pair');
  await page.keyboard.press('Enter');
  await page.getByText('Nina', { exact: true }).waitFor();
  await inspect(page, 'people');
  await page.getByText('Nina', { exact: true }).click();
  await inspect(page, 'pin');
  await page.keyboard.type('1111');
  await page.keyboard.press('Enter');
  await page.locator('.pin .error:not(:empty)').waitFor();
  await page.keyboard.type('2580');
  await page.keyboard.press('Enter');
  await key(page, 'Nový hosť').waitFor();
  await inspect(page, 'scan');
};

type Joined = { id: string; card: { url: string } };

/** A new guest by their phone number, and the card on the guest's own phone. */
const join = async (page: Page): Promise<{ id: string; card: Page }> => {
  await key(page, 'Nový hosť').click();
  await inspect(page, 'new');
  await page.locator('#contact').pressSequentially('0903 412 776', { delay: 60 });
  await page.keyboard.press('Enter');
  await page.getByText('Ešte 8 káv do odmeny').waitFor();
  await key(page, 'Ukázať hosťovi kartu').click();
  await inspect(page, 'card');
  await page.goBack();
  const { data } = await app.api<{ data: Joined[] }>('GET', '/v1/members?query=2776');
  const [joined] = data;
  if (!joined) throw new Error('the guest has not joined');
  const phone = await browser.newContext({ locale: 'sk-SK' });
  const card = await phone.newPage();
  // The link names the address that phones use; here the server is asked where it listens.
  await card.goto(app.origin + new URL(joined.card.url).pathname);
  await card
    .getByText(/Ešte 8 /)
    .first()
    .waitFor({ timeout: ANSWER_MS });
  return { id: joined.id, card };
};

/** Stamps to the full card, the reward handed over, and taken back within the minute. */
const redeemAndUndo = async (page: Page, memberId: string): Promise<void> => {
  await tapKey(page, 3).click();
  await tapKey(page, 3).click();
  await tapKey(page, 2).click();
  await page.getByText('Karta je plná').waitFor();
  await inspect(page, 'full card');
  await key(page, /^Vydať: Káva/).click();
  await page.getByText('Na registračnej pokladni zadajte').waitFor();
  await inspect(page, 'words for the fiscal till');
  expect((await balanceOf(memberId)).stamps).toBe(0);
  await page.locator('.toast .btn').click();
  await expect
    .poll(() => balanceOf(memberId), { timeout: ANSWER_MS })
    .toMatchObject({ stamps: 10 });
};

test.skipIf(skipped)(
  '[S1][S2][S4][M1][B6] pair, PIN, new guest, stamps to the reward, redeem, undo',
  async () => {
    const page = await till.newPage();
    page.setDefaultTimeout(ANSWER_MS);
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await begin(page);
    const { id, card } = await join(page);
    await tapKey(page, 1).click();
    await page.getByText('Ešte 7 káv do odmeny').waitFor();
    await card
      .getByText(/Ešte 7 /)
      .first()
      .waitFor({ timeout: ANSWER_MS });
    await inspect(page, 'member with undo');
    await page.locator('.toast .btn').click();
    await page.getByText('Ešte 8 káv do odmeny').waitFor();
    await card
      .getByText(/Ešte 8 /)
      .first()
      .waitFor({ timeout: ANSWER_MS });
    await redeemAndUndo(page, id);
    await key(page, 'Ďalší hosť').click();
    await key(page, 'Posledné').click();
    await page
      .getByText(/vydané: /)
      .first()
      .waitFor();
    await inspect(page, 'last 20');
    await card.context().close();
    expect(errors).toEqual([]);
    await page.close();
  },
  STORY_MS,
);

test.skipIf(skipped)(
  '[S3] offline: thirty actions with a reload in between arrive exactly once',
  async () => {
    const members = await Promise.all(
      ['Jana Malá', 'Ján Veľký', 'Zoja'].map((name) => newMember(app, name)),
    );
    const page = await till.newPage();
    page.setDefaultTimeout(ANSWER_MS);
    await page.goto(`${app.origin}/till`);
    await key(page, 'Nový hosť').waitFor();
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
    await expect
      .poll(() => page.evaluate('navigator.serviceWorker.controller !== null'))
      .toBe(true);

    await till.setOffline(true);
    const tapped = new Map<string, number>();
    for (let action = 0; action < 30; action += 1) {
      if (action === 15) {
        await page.reload();
        await key(page, 'Nový hosť').waitFor();
      }
      const member = members[action % members.length];
      if (!member) throw new Error('three members');
      await scanByWedge(page, action % 2 === 0 ? member.card.code : member.card.short_code);
      const items = ((action % 3) + 1) as 1 | 2 | 3;
      await tapKey(page, items).waitFor();
      await tapKey(page, items).click();
      tapped.set(member.id, (tapped.get(member.id) ?? 0) + items);
      if (action === 5) await inspect(page, 'offline member');
      await expect.poll(() => waitingActions(page)).toBe(action + 1);
      await key(page, 'Ďalší hosť').click();
    }
    await page.getByText(/30 čaká na odoslanie/).waitFor();
    await inspect(page, 'offline scan');

    await till.setOffline(false);
    await expect.poll(() => waitingActions(page), { timeout: 60_000 }).toBe(0);
    for (const { id } of members) {
      expect((await balanceOf(id)).stamps).toBe(2 + (tapped.get(id) ?? 0));
    }
    const arrived = await inMerchant(app.db, app.merchant.merchantId, (trx) =>
      trx.selectFrom('device_action').select('sequence').where('kind', '=', 'visit').execute(),
    );
    expect(new Set(arrived.map((it) => it.sequence)).size).toBe(arrived.length);
    await page.close();
  },
  STORY_MS,
);
