import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jsqrModule from 'jsqr';
import { expect, test } from 'vitest';
import { LOCALES } from '#core/program.ts';
import { documentFrom, TRADES, templateFor } from '#core/templates.ts';
import { drawPoster } from './draw-poster.ts';
import { drawTableTent } from './draw-table-tent.ts';
import { posterModel } from './poster-model.ts';

const link = 'http://192.168.1.20:4400/j/pri-moste/7K4M2QXD9R';
/** The package is CommonJS: its function hides behind `default` or is the module itself. */
const jsqr = (jsqrModule.default ?? jsqrModule) as typeof jsqrModule.default;
const hasPdftoppm = existsSync('/usr/bin/pdftoppm');

const modelOf = (trade: (typeof TRADES)[number], locale: (typeof LOCALES)[number] | 'xx') => {
  const template = templateFor(trade, 'EUR');
  const { rewards } = template;
  const rewardIds = Object.fromEntries(rewards.map(({ key }) => [key, key]));
  const merchant = { currency: 'EUR', zone: 'Europe/Bratislava' };
  return posterModel({
    shop: 'Kaviareň a pražiareň Pri starom moste',
    program: documentFrom(template, merchant, rewardIds),
    rewardNames: Object.fromEntries(
      rewards.map(({ key, name }) => [key, name[locale === 'xx' ? 'en' : locale]]),
    ),
    locale,
    merchantLocale: 'sk',
    link,
    logo: null,
    accent: '#F5B82E',
    onAccent: '#141A17',
  });
};

/** Pixels of the first page at a resolution, as grey values in four channels. */
const rasterize = (pdf: Buffer, dpi: number) => {
  const folder = mkdtempSync(join(tmpdir(), 'stamgast-pdf-'));
  try {
    writeFileSync(join(folder, 'a.pdf'), pdf);
    const made = spawnSync('pdftoppm', [
      ...['-r', String(dpi), '-gray', '-singlefile', join(folder, 'a.pdf'), join(folder, 'a')],
    ]);
    if (made.status !== 0) throw new Error(String(made.stderr));
    const pgm = readFileSync(join(folder, 'a.pgm'));
    const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.subarray(0, 40).toString('latin1'));
    if (!head) throw new Error('not a PGM file');
    const [width, height] = [Number(head[1]), Number(head[2])];
    const grey = pgm.subarray(head[0].length);
    const rgba = new Uint8ClampedArray(width * height * 4);
    for (const [at, value] of grey.entries()) rgba.set([value, value, value, 255], at * 4);
    return { width, height, rgba };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

test('[M8] a poster says in every language and trade what the program gives', () => {
  for (const trade of TRADES) {
    for (const locale of LOCALES) {
      const model = modelOf(trade, locale);
      expect(model.headline.length, `${trade} ${locale}`).toBeGreaterThan(8);
      expect(model.gift, `${trade} ${locale}`).not.toBeNull();
    }
  }
  expect(modelOf('cafe', 'sk').headline).toMatch(/^Za 10 pečiatok .+ zdarma\.$/);
});

test.skipIf(!hasPdftoppm)(
  '[M8] the poster is one A4 page whose printed code a camera reads',
  async () => {
    const pdf = await drawPoster(modelOf('cafe', 'sk'));
    const { width, height, rgba } = rasterize(pdf, 100);
    expect(height / width).toBeCloseTo(297 / 210, 2);
    const code = jsqr(rgba, width, height);
    expect(code?.data).toBe(link);
    const { topLeftCorner, topRightCorner } = code?.location ?? {};
    const millimeters = (((topRightCorner?.x ?? 0) - (topLeftCorner?.x ?? 0)) / 100) * 25.4;
    expect(millimeters).toBeGreaterThan(60);
  },
);

test.skipIf(!hasPdftoppm)('[M8] a table tent carries the code on both faces', async () => {
  const { width, height, rgba } = rasterize(await drawTableTent(modelOf('cafe', 'de')), 100);
  const half = Math.floor(height / 2) * width * 4;
  const faces = [rgba.subarray(0, half), rgba.subarray(half)];
  for (const face of faces) {
    const code = jsqr(new Uint8ClampedArray(face), width, Math.floor(face.length / width / 4));
    expect(code?.data).toBe(link);
  }
});

test('[P4] the longest texts still fit the paper', async () => {
  for (const trade of TRADES) {
    const pdf = await drawPoster(modelOf(trade, 'xx'));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  }
});
