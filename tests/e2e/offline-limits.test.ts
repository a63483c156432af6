import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AdminApp, pageFaults, startAdminApp } from '#support/admin-app.ts';
import { browserMissing, launchBrowser } from '#support/browser.ts';
import { newMember, openTill, scanByWedge } from '#support/till-page.ts';

const STORY_MS = 240_000;
const HOUR = 3_600_000;
const skipped = browserMissing();
let app: AdminApp;
let browser: Browser;
let admin: Page;

beforeAll(async () => {
  if (skipped) return;
  app = await startAdminApp();
  browser = await launchBrowser();
  ({ page: admin } = await app.signIn(browser));
  admin.setDefaultTimeout(60_000);
}, STORY_MS);

afterAll(async () => {
  await browser?.close();
  await app?.close();
}, STORY_MS);

/** A till that was without a network for an hour sends what it did then. */
const sendLate = async (code: string, amount: number): Promise<void> => {
  const asTill = async <T>(path: string, body: object, token?: string): Promise<T> => {
    const answer = await fetch(`${app.origin}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token && { authorization: `Till ${token}` }),
      },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as T;
  };
  const pairing = { code: await app.pairingCode() };
  const { token } = await asTill<{ token: string }>('/v1/tills/pairings', pairing);
  const { data } = await app.api<{ data: { id: string; name: string }[] }>('GET', '/v1/staff');
  const staff_id = data.find(({ name }) => name === 'Nina')?.id;
  const now = Date.now();
  const tap = { kind: 'visit', member: { card_code: code }, stamps: [{ unit: 'stamps', amount }] };
  const action = { sequence: 1, staff_id, device_at: now - HOUR, ...tap };
  await asTill('/v1/till/actions', { sent_at: now, actions: [action] }, token);
};

test.skipIf(skipped)(
  '[S3] the owner sets the limits of awards made offline and sees what went over them',
  { timeout: STORY_MS },
  async () => {
    await admin.goto(`${app.origin}/admin/settings/tills`);
    const field = (name: string) => admin.getByRole('textbox', { name });
    await field('Kusov naraz').fill('0');
    await admin.getByText('Zadajte celé číslo väčšie ako nula.').waitFor();
    const save = admin.getByRole('button', { name: 'Uložiť' });
    expect(await save.isDisabled()).toBe(true);
    await field('Kusov naraz').fill('2');
    await field('Jeden nákup (EUR)').fill('12,50');
    expect(await pageFaults(admin)).toEqual([]);
    await save.click();
    await admin.getByText('Uložené', { exact: true }).waitFor();
    await admin.reload();
    expect(await field('Jeden nákup (EUR)').inputValue()).toBe('12,50');

    const guest = await newMember(app, 'Jana Malá');
    await sendLate(guest.card.code, 3);
    await admin.goto(`${app.origin}/admin/members/${guest.id}`);
    await admin.getByText('na kontrolu', { exact: true }).waitFor();
    await admin.getByRole('button', { name: 'Prečo 3 pečiatky?' }).click();
    await admin.getByText('Zapísané bez internetu: naraz viac kusov, než je váš limit.').waitFor();
    expect(await pageFaults(admin)).toEqual([]);
    await admin.goto(`${app.origin}/admin/settings/audit`);
    await admin.locator('.audit-row').filter({ hasText: 'Zápis na kontrolu' }).waitFor();
  },
);

test.skipIf(skipped)(
  '[S3] a till without a network says before the award that it goes over the limit',
  { timeout: STORY_MS },
  async () => {
    const guest = await newMember(app, 'Peter Veľký');
    const context = await browser.newContext({ locale: 'sk-SK' });
    const till = await context.newPage();
    till.setDefaultTimeout(60_000);
    await openTill(till, app);
    await context.setOffline(true);
    await scanByWedge(till, guest.card.code);
    await till.getByRole('button', { name: 'Zadať sumu' }).click();
    await till.locator('.sum').waitFor();
    const warning = till.getByText('Nad limit pre zápisy bez internetu.');
    // As a person types: quicker, and it would be a scanner.
    await till.keyboard.type('12,51', { delay: 60 });
    await warning.waitFor();
    await till.keyboard.press('Backspace');
    await till.keyboard.type('0');
    await expect.poll(() => warning.count()).toBe(0);
    await context.close();
  },
);
