import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jsqrModule from 'jsqr';

/** The package is CommonJS: its function hides behind `default` or is the module itself. */
const jsqr = (jsqrModule.default ?? jsqrModule) as typeof jsqrModule.default;

export const hasPdftoppm = (): boolean => existsSync('/usr/bin/pdftoppm');

export type Pixels = { width: number; height: number; rgba: Uint8ClampedArray };

/** The first page of a PDF as a printer at `dpi` would put it on paper, in grey. */
export const rasterize = (pdf: Buffer, dpi: number): Pixels => {
  const folder = mkdtempSync(join(tmpdir(), 'stamgast-pdf-'));
  try {
    writeFileSync(join(folder, 'a.pdf'), pdf);
    const made = spawnSync(
      'pdftoppm',
      ['-r', String(dpi), '-gray', '-singlefile', join(folder, 'a.pdf'), join(folder, 'a')],
      { timeout: 30_000 },
    );
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

/** The QR code in a picture: what it says and its width in pixels; null when there is none. */
export const readCode = ({
  width,
  height,
  rgba,
}: Pixels): { text: string; pixels: number } | null => {
  const code = jsqr(rgba, width, height);
  if (!code) return null;
  const { topLeftCorner, topRightCorner } = code.location;
  return { text: code.data, pixels: topRightCorner.x - topLeftCorner.x };
};
