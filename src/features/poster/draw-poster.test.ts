import { expect, test } from 'vitest';
import { LOCALES } from '#core/program.ts';
import { documentFrom, TRADES, templateFor } from '#core/templates.ts';
import { hasPdftoppm, rasterize, readCode } from '#support/pdf-code.ts';
import { drawPoster } from './draw-poster.ts';
import { drawTableTent } from './draw-table-tent.ts';
import { posterModel } from './poster-model.ts';

const link = 'http://192.168.1.20:4400/j/pri-moste/7K4M2QXD9R';

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

test.skipIf(!hasPdftoppm())(
  '[M8] the poster is one A4 page whose printed code a camera reads',
  async () => {
    const pdf = await drawPoster(modelOf('cafe', 'sk'));
    const paper = rasterize(pdf, 100);
    expect(paper.height / paper.width).toBeCloseTo(297 / 210, 2);
    const code = readCode(paper);
    expect(code?.text).toBe(link);
    expect(((code?.pixels ?? 0) / 100) * 25.4).toBeGreaterThan(60);
  },
);

test.skipIf(!hasPdftoppm())('[M8] a table tent carries the code on both faces', async () => {
  const { width, height, rgba } = rasterize(await drawTableTent(modelOf('cafe', 'de')), 100);
  const half = Math.floor(height / 2) * width * 4;
  const faces = [rgba.subarray(0, half), rgba.subarray(half)];
  for (const face of faces) {
    const half = { width, height: Math.floor(face.length / width / 4) };
    expect(readCode({ ...half, rgba: new Uint8ClampedArray(face) })?.text).toBe(link);
  }
});

test('[P4] the longest texts still fit the paper', async () => {
  for (const trade of TRADES) {
    const pdf = await drawPoster(modelOf(trade, 'xx'));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  }
});
