import type { Page } from 'playwright-core';
import { axeFaults, clippedTexts, settled } from '#support/browser.ts';

export const SCHEMES = ['light', 'dark'] as const;
/** The narrowest phone and a desk. */
const WIDTHS = [360, 1280] as const;

/** What WCAG 2.2 AA says against the screen, light and dark. */
export const accessFaults = async (page: Page): Promise<string[]> => {
  const faults: string[] = [];
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await settled(page);
    faults.push(...(await axeFaults(page)).map((fault) => `${colorScheme}: ${fault}`));
  }
  return faults;
};

/** Texts that are cut off and pages that scroll sideways, at both widths. */
export const fitFaults = async (page: Page): Promise<string[]> => {
  const faults: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await settled(page);
    faults.push(...(await clippedTexts(page)).map((fault) => `${width} px: ${fault}`));
  }
  return faults;
};
