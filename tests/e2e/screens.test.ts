import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browserMissing, launchBrowser } from '#support/browser.ts';
import { accessFaults, fitFaults, sweep } from '#support/screens/faults.ts';
import { openWorld, screensOf, visit, type World } from '#support/screens/index.ts';

/**
 * Every screen of till and admin that the contact sheets show (the member's pages have a sweep of
 * their own): in `npm test` with texts 40 % longer, in all six languages by `npm run screens`.
 */
const SWEEP_MS = 900_000;

const skipped = browserMissing();
let browser: Browser;
let world: World;

beforeAll(async () => {
  if (skipped) return;
  browser = await launchBrowser();
  world = await openWorld(browser);
}, SWEEP_MS);

afterAll(async () => {
  await world?.close();
  await browser?.close();
}, SWEEP_MS);

test.skipIf(skipped).concurrent.each(['till', 'admin'] as const)(
  '[P4] every screen of the %s is accessible in both themes and fits with longer texts',
  async (surface) => {
    const screens = screensOf(world).filter((it) => it.surface === surface);
    expect(await sweep(screens, 'xx')).toEqual([]);
  },
  SWEEP_MS,
);

const BAD_PAGE = `data:text/html,<!doctype html><html lang="en"><title>Bad</title>
  <main><p style="color:%23ccc;background:white">Too pale to be read</p>
  <img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">
  <div style="width:900px">Wider than a phone</div>
  <button style="width:40px;overflow:hidden;white-space:nowrap">A text that is cut off</button></main>
  <script>console.error('broken')</script>`;

test.skipIf(skipped)(
  '[P4] a page that is pale, too wide, cut off and broken does not pass',
  async () => {
    const visitor = world.visitors.stranger;
    const bad = {
      ...({ surface: 'admin', name: 'bad', visitor } as const),
      open: async (page: Parameters<typeof accessFaults>[0]) => void (await page.goto(BAD_PAGE)),
    };
    const found = await visit(bad, 'en', async (page, errors) => ({
      access: await accessFaults(page),
      fit: await fitFaults(page),
      errors: [...errors],
    }));
    expect(found.access).toEqual([
      expect.stringContaining('light: color-contrast'),
      expect.stringContaining('light: image-alt'),
      expect.stringContaining('dark: color-contrast'),
    ]);
    expect(found.fit).toContain('360 px: the page is 908 wide on 360');
    expect(found.fit.filter((fault) => fault.includes('A text that is cut off'))).toHaveLength(2);
    expect(found.errors).toEqual(['console: broken']);
  },
  SWEEP_MS,
);
