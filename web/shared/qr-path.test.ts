import jsQR from 'jsqr';
import { expect, test } from 'vitest';
import { QR_MARGIN, qrPath } from './qr-path.ts';

const SCALE = 4;

/** Paints the path as a browser would, so that a reader which knows nothing of us can decode it. */
const paint = ({ size, d }: { size: number; d: string }) => {
  const wide = (size + 2 * QR_MARGIN) * SCALE;
  const pixels = new Uint8ClampedArray(wide * wide * 4).fill(255);
  for (const [, x, y, w] of d.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let py = 0; py < SCALE; py += 1) {
      for (let px = 0; px < Number(w) * SCALE; px += 1) {
        const row = (Number(y) + QR_MARGIN) * SCALE + py;
        const column = (Number(x) + QR_MARGIN) * SCALE + px;
        pixels.fill(0, (row * wide + column) * 4, (row * wide + column) * 4 + 3);
      }
    }
  }
  return jsQR(pixels, wide, wide);
};

test('[M2] a card code of 25 letters and digits decodes from the path and stays version 2', () => {
  const code = '7K4M2QXD9ABCDEFGHJKMNPQRS';
  const path = qrPath(code);
  expect(paint(path)?.data).toBe(code);
  expect(path.size).toBeLessThanOrEqual(25);
});

test('[M8] an address decodes from the path', () => {
  const address = 'https://karta.example/j/pri-moste/Zk3x9';
  expect(paint(qrPath(address))?.data).toBe(address);
});
