import type { Page } from 'playwright-core';
import type { ReaderLocale } from '#contract/messages/translate.ts';
import { axeFaults, clippedTexts, settled } from '#support/browser.ts';
import type { Screen } from './screen.ts';
import { visit } from './visit.ts';

/** Of the two themes one is checked by every rule, the other by those that colors decide. */
const COLOR_RULES = ['color-contrast', 'link-in-text-block'];
/** The narrowest phone and a desk. */
const WIDTHS = [360, 1280] as const;

/** What WCAG 2.2 AA says against the screen, light and dark. */
export const accessFaults = async (page: Page): Promise<string[]> => {
  const inTheme = async (colorScheme: 'light' | 'dark', rules?: string[]): Promise<string[]> => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await settled(page);
    return (await axeFaults(page, rules)).map((fault) => `${colorScheme}: ${fault}`);
  };
  return [...(await inTheme('light')), ...(await inTheme('dark', COLOR_RULES))];
};

/** Padding comes between words that stand together in a real text: names no longer agree. */
const onlyInPseudoLocale = (fault: string): boolean =>
  fault.startsWith('light: label-content-name-mismatch');

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

/** Walks the screens of a surface in one language; one line for each thing that is wrong. */
export const sweep = async (
  screens: readonly Screen[],
  locale: ReaderLocale,
): Promise<string[]> => {
  const faults: string[] = [];
  for (const screen of screens) {
    const found = await visit(screen, locale, async (page, errors) => [
      ...(await accessFaults(page)),
      ...(await fitFaults(page)),
      ...errors,
    ]);
    const real = locale === 'xx' ? found.filter((fault) => !onlyInPseudoLocale(fault)) : found;
    faults.push(...real.map((fault) => `${screen.name} in ${locale}: ${fault}`));
  }
  return faults;
};
