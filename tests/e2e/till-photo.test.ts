import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFaults, browserMissing, clippedTexts } from '#support/browser.ts';
import { drawCode, pngOf } from '#support/camera-picture.ts';
import { guestIsOpen, type Lens, nextGuest, STRAIGHT, startLens } from '#support/till-lens.ts';

const STORY_MS = 240_000;
const skipped = browserMissing();
let lens: Lens;

beforeAll(async () => {
  if (!skipped) lens = await startLens();
}, STORY_MS);

afterAll(() => lens?.close(), STORY_MS);

type Photo = { name: string; mimeType: string; buffer: Buffer };

const photoOf = (name: string, buffer: Buffer): Photo => ({
  name,
  mimeType: name.endsWith('.png') ? 'image/png' : 'image/jpeg',
  buffer,
});

/** The same card as a phone's camera app gives it: near, from afar, and as a JPEG. */
const photosOf = async (page: Page, code: string): Promise<Photo[]> => {
  const near = pngOf(drawCode(code, { width: 1200, height: 1600, side: 500, turn: 7, noise: 10 }));
  const afar = pngOf(drawCode(code, { width: 4000, height: 3000, side: 100, turn: 4 }));
  const sheet = await page.context().newPage();
  await sheet.setContent(`<img src="data:image/png;base64,${near.toString('base64')}">`);
  const jpeg = await sheet.locator('img').screenshot({ type: 'jpeg', quality: 60 });
  await sheet.close();
  return [photoOf('near.png', near), photoOf('afar.png', afar), photoOf('near.jpg', jpeg)];
};

test.skipIf(skipped)(
  '[S1] without leave for the camera the till says what to do, and a photo opens the guest',
  { timeout: STORY_MS },
  async () => {
    lens.aim(lens.jana.card.code);
    const context = await lens.phone(await lens.launch('=deny'));
    const page = await lens.openTill(context);
    await page.getByText('Prehliadač nemá dovolenú kameru.').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    expect(await clippedTexts(page)).toEqual([]);
    await page.getByRole('button', { name: 'Skúsiť znova' }).click();
    await page.getByText('Prehliadač nemá dovolenú kameru.').waitFor();
    for (const photo of await photosOf(page, lens.jana.card.code)) {
      await page.locator('input[type="file"]').setInputFiles(photo);
      await guestIsOpen(page);
      await nextGuest(page);
    }
    await context.close();
  },
);

test.skipIf(skipped)(
  '[S1] a photo without a code, one of another code and a file that is no photo say so',
  { timeout: STORY_MS },
  async () => {
    const context = await lens.phone(await lens.launch('=deny'));
    const page = await lens.openTill(context);
    const field = page.locator('input[type="file"]');
    const notice = page.locator('.notice.bad');
    const table = { width: 800, height: 600, gray: new Uint8Array(480_000).fill(120) };
    const menu = drawCode('https://example.com/menu', STRAIGHT);
    const wrong: [Photo, string][] = [
      [photoOf('table.png', pngOf(table)), 'Na fotke nie je kód.'],
      [photoOf('menu.png', pngOf(menu)), 'Toto nie je karta hosťa.'],
      [photoOf('notes.png', Buffer.from('no picture')), 'Na fotke nie je kód.'],
    ];
    for (const [photo, says] of wrong) {
      await field.setInputFiles(photo);
      await expect.poll(() => notice.textContent()).toContain(says);
    }
    expect(await page.locator('.state.scan').count()).toBe(1);
    await context.close();
  },
);
