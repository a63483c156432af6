import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The system's Chromium, or null where there is none: a test then skips and says so. */
export const chromiumPath = (): string | null => CHROMIUM.find((path) => existsSync(path)) ?? null;

/** Whether browser tests skip: without a Chromium, but never where all of them have to run. */
export const browserMissing = (): boolean => chromiumPath() === null && process.env.CI !== 'true';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser that speaks to this machine only; `more` flags e.g. for a camera of its own. */
export const launchBrowser = (more: string[] = []): Promise<Browser> => {
  const executablePath = chromiumPath();
  if (!executablePath) throw new Error('there is no Chromium on this machine');
  return chromium.launch({ executablePath, args: [...FLAGS, ...more] });
};

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

type AxeResult = {
  violations: { id: string; impact: string | null; nodes: { target: string[]; html: string }[] }[];
};
// What runs inside the page is text: these sources are checked without a browser's types.
const ALL_RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Serious and critical findings against WCAG 2.2 A and AA, or some of its rules, one line each. */
export const axeFaults = async (page: Page, rules = ALL_RULES): Promise<string[]> => {
  const run = `axe.run(document, { runOnly: ${JSON.stringify(rules)} })`;
  await page.evaluate(`${axeSource};0`);
  const { violations } = (await page.evaluate(run)) as AxeResult;
  return violations
    .filter((it) => it.impact === 'serious' || it.impact === 'critical')
    .flatMap((it) => it.nodes.map((node) => `${it.id}: ${node.target.join(' ')} ${node.html}`));
};

const FIND_CLIPPED = `(() => {
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    faults.push('the page is ' + root.scrollWidth + ' wide on ' + root.clientWidth);
  }
  for (const element of document.querySelectorAll('body *')) {
    if (element.closest('.visually-hidden, svg, select, input') || element.clientWidth === 0) continue;
    if (element.scrollWidth <= element.clientWidth + 1) continue;
    // A box that lets its content out cuts nothing off; a word or a key that is too small does.
    const cuts = getComputedStyle(element).overflowX !== 'visible';
    if (!cuts && element.childElementCount > 0 && element.tagName !== 'BUTTON') continue;
    faults.push(element.tagName + '.' + element.className + ': ' + element.textContent.slice(0, 60));
  }
  return faults;
})()`;

/** Elements whose text is cut off, and the page when it can be scrolled sideways. */
export const clippedTexts = async (page: Page): Promise<string[]> =>
  (await page.evaluate(FIND_CLIPPED)) as string[];

/** Waits until fonts are there and nothing moves, so that two pictures of one screen agree. */
export const settled = async (page: Page): Promise<void> => {
  await page.evaluate(`document.fonts.ready.then(() =>
    Promise.all(document.getAnimations().map((it) => it.finished.catch(() => undefined))),
  ).then(() => undefined)`);
};
