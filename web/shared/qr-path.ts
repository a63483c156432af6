import { encode } from 'uqr';

/** White modules around the code that a reader needs (the standard's quiet zone). */
export const QR_MARGIN = 4;

/**
 * A QR code as one SVG path of its dark modules, `size` modules wide without its margin.
 * Level M; upper-case letters and digits take the compact alphanumeric mode.
 */
export const qrPath = (text: string): { size: number; d: string } => {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  let d = '';
  data.forEach((row, y) => {
    for (let x = 0; x < size; x += 1) {
      if (!row[x]) continue;
      const from = x;
      while (x + 1 < size && row[x + 1]) x += 1;
      const width = x + 1 - from;
      d += `M${from} ${y}h${width}v1h-${width}z`;
    }
  });
  return { size, d };
};
