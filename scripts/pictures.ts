import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { LOCALES, type Locale } from '#core/program.ts';
import { launchBrowser, settled } from '#support/browser.ts';
import { openOwnDb } from '#support/own-db.ts';
import { openWorld, type Screen, SURFACES, screensOf, visit } from '#support/screens/index.ts';
import { contactSheet } from './contact-sheet.ts';

/**
 * Makes the pictures of the documents: the card for the README and contact sheets of every screen,
 * phone and desktop, light and dark, in six languages. To look closely at some, as they are:
 * `npm run pictures -- --only admin/today --locale sk --out today`.
 */
const FOLDER = resolve(import.meta.dirname, '../docs/pictures');
const SCHEMES = ['light', 'dark'] as const;
const FORMS = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 900 },
} as const;
export type Form = keyof typeof FORMS;
type Shot = { form: Form; scheme: (typeof SCHEMES)[number]; png: Buffer };

const { values: wanted } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    locale: { type: 'string' },
    out: { type: 'string' },
  },
});

/** One screen as it is in every form and theme. */
const shoot = async (page: Page): Promise<Shot[]> => {
  const shots: Shot[] = [];
  for (const form of ['desktop', 'phone'] as const) {
    await page.setViewportSize(FORMS[form]);
    for (const scheme of SCHEMES) {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await settled(page);
      shots.push({ form, scheme, png: await page.screenshot() });
    }
  }
  return shots;
};

const writeSheets = async (browser: Browser, screens: Screen[], locale: Locale): Promise<void> => {
  const folder = resolve(FOLDER, 'contact-sheet');
  mkdirSync(folder, { recursive: true });
  for (const surface of SURFACES) {
    const sheets = new Map<string, { name: string; png: Buffer }[]>();
    for (const screen of screens.filter((it) => it.surface === surface)) {
      for (const { form, scheme, png } of await visit(screen, locale, shoot)) {
        const sheet = `${surface}-${form}-${scheme}-${locale}`;
        sheets.set(sheet, [...(sheets.get(sheet) ?? []), { name: screen.name, png }]);
      }
    }
    for (const [name, shots] of sheets) {
      const form = name.includes('-phone-') ? 'phone' : 'desktop';
      writeFileSync(resolve(folder, `${name}.jpg`), await contactSheet(browser, shots, form));
    }
    console.info(`${surface} ${locale}: ${sheets.size} sheets`);
  }
};

const writeSingles = async (screens: Screen[], locale: Locale, folder: string): Promise<void> => {
  mkdirSync(folder, { recursive: true });
  for (const screen of screens) {
    for (const { form, scheme, png } of await visit(screen, locale, shoot)) {
      const name = `${screen.surface}-${screen.name}-${form}-${scheme}-${locale}.png`;
      writeFileSync(resolve(folder, name), png);
    }
  }
};

/** The picture at the head of the README. */
const writeCard = async (browser: Browser, screens: Screen[]): Promise<void> => {
  const screen = screens.find(({ name }) => name === 'progress');
  if (!screen) throw new Error('the card is no screen any more');
  const visitor = await browser.newContext({ viewport: FORMS.phone, deviceScaleFactor: 1.5 });
  const png = await visit({ ...screen, visitor }, 'en', (page) => page.screenshot());
  await visitor.close();
  writeFileSync(resolve(FOLDER, 'card.png'), png);
};

const browser = await launchBrowser();
const world = await openWorld(browser, openOwnDb);
try {
  const screens = screensOf(world).filter(({ surface, name }) =>
    `${surface}/${name}`.startsWith(wanted.only),
  );
  for (const locale of LOCALES.filter(
    (it) => wanted.locale === undefined || it === wanted.locale,
  )) {
    if (wanted.out) await writeSingles(screens, locale, wanted.out);
    else await writeSheets(browser, screens, locale);
  }
  if (!wanted.out && !wanted.only) await writeCard(browser, screens);
} finally {
  await world.close();
  await browser.close();
}
