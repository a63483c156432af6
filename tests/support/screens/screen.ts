import type { BrowserContext, Page } from 'playwright-core';
import type { ReaderLocale } from '#contract/messages/translate.ts';

export const SURFACES = ['member', 'till', 'admin'] as const;
export type Surface = (typeof SURFACES)[number];

/** One thing a person can have before them; sheets and checks walk the same list. */
export type Screen = {
  surface: Surface;
  name: string;
  /** The browser it is opened in: who is signed in there, what the device is. */
  visitor: BrowserContext;
  open: (page: Page, locale: ReaderLocale) => Promise<void>;
  /** Takes back what opening has changed, so that the next one finds things as they were. */
  leave?: (page: Page) => Promise<void>;
};

/** A screen reached from another one by what a person does there. */
export const after =
  (open: Screen['open'], ...steps: ((page: Page) => Promise<unknown>)[]): Screen['open'] =>
  async (page, locale) => {
    await open(page, locale);
    for (const step of steps) await step(page);
  };

export const click = (selector: string) => (page: Page) => page.locator(selector).first().click();
export const fill = (selector: string, text: string) => (page: Page) =>
  page.locator(selector).first().fill(text);
export const sees = (selector: string) => (page: Page) => page.locator(selector).first().waitFor();
