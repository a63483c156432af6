import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { LOCALES } from '#core/program.ts';
import { launchBrowser, settled } from '#support/browser.ts';
import { STATE_NAMES, serveCardStates } from '#support/card-state-server.ts';

/**
 * Makes the pictures of the documents: the card for the README and contact sheets of every state of
 * the member's pages, phone and desktop, light and dark, in six languages.
 */
const FOLDER = resolve(import.meta.dirname, '../docs/pictures');
const SCHEMES = ['light', 'dark'] as const;
const FORMS = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 900 },
} as const;
type Form = keyof typeof FORMS;
type Shot = { name: string; png: Buffer };

const shoot = async (page: Page, address: string): Promise<Buffer> => {
  await page.goto(address);
  await settled(page);
  return page.screenshot();
};

const shootAll = async (
  browser: Browser,
  origin: string,
  look: { locale: string; scheme: (typeof SCHEMES)[number]; form: Form },
): Promise<Shot[]> => {
  const context = await browser.newContext({
    viewport: FORMS[look.form],
    colorScheme: look.scheme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const shots: Shot[] = [];
  for (const name of STATE_NAMES) {
    shots.push({ name, png: await shoot(page, `${origin}/${name}?lang=${look.locale}`) });
  }
  await context.close();
  return shots;
};

/** One picture with all shots in a grid, each under its name. */
const compose = async (browser: Browser, shots: Shot[], form: Form): Promise<Buffer> => {
  const width = form === 'phone' ? 180 : 420;
  const page = await browser.newPage({
    viewport: { width: form === 'phone' ? 1140 : 1330, height: 800 },
  });
  const cells = shots.map(
    ({ name, png }) =>
      `<figure><img width="${width}" src="data:image/png;base64,${png.toString('base64')}">` +
      `<figcaption>${name}</figcaption></figure>`,
  );
  await page.setContent(
    `<style>body{display:flex;flex-wrap:wrap;gap:10px;margin:10px;background:#888;` +
      `font:12px sans-serif}figure{margin:0}figcaption{color:#fff}</style>${cells.join('')}`,
  );
  const sheet = await page.screenshot({ fullPage: true, type: 'jpeg', quality: 55 });
  await page.close();
  return sheet;
};

const browser = await launchBrowser();
const states = await serveCardStates();
try {
  const sheets = resolve(FOLDER, 'contact-sheet');
  mkdirSync(sheets, { recursive: true });
  const context = await browser.newContext({ viewport: FORMS.phone, deviceScaleFactor: 1.5 });
  const card = await shoot(await context.newPage(), `${states.origin}/progress?lang=en`);
  writeFileSync(resolve(FOLDER, 'card.png'), card);
  for (const locale of LOCALES) {
    for (const scheme of SCHEMES) {
      for (const form of ['phone', 'desktop'] as const) {
        const shots = await shootAll(browser, states.origin, { locale, scheme, form });
        const sheet = await compose(browser, shots, form);
        writeFileSync(resolve(sheets, `member-${form}-${scheme}-${locale}.jpg`), sheet);
        console.info(`member ${form} ${scheme} ${locale}: ${shots.length} screens`);
      }
    }
  }
} finally {
  await browser.close();
  states.close();
}
