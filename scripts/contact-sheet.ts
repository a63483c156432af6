import type { Browser } from 'playwright-core';

const LOOKS = {
  phone: { width: 180, sheet: 1540 },
  desktop: { width: 420, sheet: 1770 },
} as const;
const QUALITY = 60;

/** One JPEG with all shots in a grid, each under its name. */
export const contactSheet = async (
  browser: Browser,
  shots: readonly { name: string; png: Buffer }[],
  form: keyof typeof LOOKS,
): Promise<Buffer> => {
  const { width, sheet } = LOOKS[form];
  const page = await browser.newPage({ viewport: { width: sheet, height: 800 } });
  const cells = shots.map(
    ({ name, png }) =>
      `<figure><img width="${width}" src="data:image/png;base64,${png.toString('base64')}">` +
      `<figcaption>${name}</figcaption></figure>`,
  );
  await page.setContent(
    `<style>body{display:flex;flex-wrap:wrap;gap:10px;margin:10px;background:#888;` +
      `font:12px sans-serif}figure{margin:0}figcaption{color:#fff}</style>${cells.join('')}`,
  );
  const picture = await page.screenshot({ fullPage: true, type: 'jpeg', quality: QUALITY });
  await page.close();
  return picture;
};
