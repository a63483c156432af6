import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  axeFaults,
  browserMissing,
  clippedTexts,
  launchBrowser,
  settled,
} from '#support/browser.ts';
import { STATE_NAMES, serveCardStates } from '#support/card-state-server.ts';

const noBrowser = browserMissing();
let browser: Browser;
let states: Awaited<ReturnType<typeof serveCardStates>>;

beforeAll(async () => {
  if (noBrowser) return;
  browser = await launchBrowser();
  states = await serveCardStates();
});
afterAll(async () => {
  await browser?.close();
  states?.close();
});

const SCHEMES = ['light', 'dark'] as const;
const open = (scheme: (typeof SCHEMES)[number], width: number): Promise<BrowserContext> =>
  browser.newContext({
    viewport: { width, height: 800 },
    colorScheme: scheme,
    // Nothing may depend on what moves.
    reducedMotion: 'reduce',
  });

const faultsOf = async (page: Page, address: string): Promise<string[]> => {
  await page.goto(`${states.origin}/${address}`);
  await settled(page);
  const faults = [...(await clippedTexts(page)), ...(await axeFaults(page))];
  return faults.map((fault) => `${address}: ${fault}`);
};

test.skipIf(noBrowser).each(SCHEMES)(
  '[P4] every state of the member’s pages is accessible and fits a phone in the %s theme',
  async (scheme) => {
    const context = await open(scheme, 360);
    const page = await context.newPage();
    const faults: string[] = [];
    for (const name of STATE_NAMES) faults.push(...(await faultsOf(page, `${name}?lang=de`)));
    faults.push(...(await faultsOf(page, 'progress?lang=sk#qr')));
    await context.close();
    expect(faults).toEqual([]);
  },
  120_000,
);

test.skipIf(noBrowser).each(['nearWhite', 'blue'])(
  '[P5] the card and joining are readable in %s, light and dark, full or not',
  async (theme) => {
    const faults: string[] = [];
    for (const scheme of SCHEMES) {
      const context = await open(scheme, 390);
      const page = await context.newPage();
      for (const name of ['ready', 'stamped', 'joinError']) {
        faults.push(...(await faultsOf(page, `${name}?theme=${theme}`)));
      }
      await context.close();
    }
    expect(faults).toEqual([]);
  },
  120_000,
);

test.skipIf(noBrowser)(
  '[P4] texts 40 % longer and wide screens clip nothing',
  async () => {
    const faults: string[] = [];
    for (const width of [360, 1280]) {
      const context = await open('light', width);
      const page = await context.newPage();
      for (const name of STATE_NAMES) {
        await page.goto(`${states.origin}/${name}?lang=xx`);
        await settled(page);
        faults.push(...(await clippedTexts(page)).map((fault) => `${name} at ${width}: ${fault}`));
      }
      await context.close();
    }
    expect(faults).toEqual([]);
  },
  120_000,
);
