import type { ConsoleMessage, Page, Response } from 'playwright-core';
import type { ReaderLocale } from '#contract/messages/translate.ts';
import { settled } from '#support/browser.ts';
import type { Screen } from './screen.ts';

/** The browser itself notes every answer that is a refusal; the page shows it to the reader. */
const NOTED_ANSWER = 'Failed to load resource';

/** What goes wrong behind the page: exceptions, refused scripts and styles, missing files. */
const listen = (page: Page): { errors: string[]; stop: () => void } => {
  const errors: string[] = [];
  const thrown = ({ message }: Error) => void errors.push(`exception: ${message}`);
  const noted = (line: ConsoleMessage) => {
    if (line.type() !== 'error' || line.text().startsWith(NOTED_ANSWER)) return;
    errors.push(`console: ${line.text()}`);
  };
  const answered = (answer: Response) => {
    if (answer.status() < 400 || !new URL(answer.url()).pathname.startsWith('/assets/')) return;
    errors.push(`missing: ${answer.url()}`);
  };
  page.on('pageerror', thrown).on('console', noted).on('response', answered);
  const stop = () => {
    page.off('pageerror', thrown).off('console', noted).off('response', answered);
  };
  return { errors, stop };
};

/** One tab a visitor: what was loaded once need not be loaded and compiled again. */
const tabOf = async ({ visitor }: Screen): Promise<Page> =>
  visitor.pages()[0] ?? (await visitor.newPage());

/** Opens a screen, looks at it, and leaves things as they were. */
export const visit = async <Seen>(
  screen: Screen,
  locale: ReaderLocale,
  look: (page: Page, errors: readonly string[]) => Promise<Seen>,
): Promise<Seen> => {
  const page = await tabOf(screen);
  page.setDefaultTimeout(20_000);
  const { errors, stop } = listen(page);
  try {
    await screen.open(page, locale);
    await settled(page);
    return await look(page, errors);
  } catch (error) {
    throw new Error(`${screen.surface}/${screen.name} in ${locale}`, { cause: error });
  } finally {
    stop();
    await screen.leave?.(page);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  }
};
