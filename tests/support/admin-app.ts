import type { Browser, BrowserContext, Page } from 'playwright-core';
import { axeFaults, clippedTexts, settled } from './browser.ts';
import { startTillApp } from './till-app.ts';

type Claimed = { context: BrowserContext; page: Page };

/** The whole app with a café, and a browser in which its owner is signed in. */
export const startAdminApp = async () => {
  const app = await startTillApp();
  const signIn = async (browser: Browser, locale = 'sk'): Promise<Claimed> => {
    const context = await browser.newContext({ locale, viewport: { width: 1280, height: 900 } });
    const link = new URL(app.merchant.owner_link);
    const code = link.searchParams.get('code') ?? link.hash.replace(/^#(code=)?/, '');
    const answer = await context.request.post(`${app.origin}/v1/owner-links/claims`, {
      data: { code, name: 'Zuzana Benková', email: 'zuzana@example.com' },
      headers: { 'x-stamgast': '1', origin: app.origin, 'sec-fetch-site': 'same-origin' },
    });
    if (!answer.ok()) throw new Error(`the owner can't claim the shop: ${await answer.text()}`);
    return { context, page: await context.newPage() };
  };
  return { ...app, signIn };
};

export type AdminApp = Awaited<ReturnType<typeof startAdminApp>>;

/** What is wrong with a page to look at: both themes by axe, phone and desk by clipped texts. */
export const pageFaults = async (page: Page): Promise<string[]> => {
  const faults: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await settled(page);
    faults.push(...(await axeFaults(page)).map((fault) => `${colorScheme}: ${fault}`));
  }
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await settled(page);
    faults.push(...(await clippedTexts(page)).map((fault) => `${width}: ${fault}`));
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  return faults;
};
