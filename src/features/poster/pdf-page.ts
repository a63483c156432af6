import { createRequire } from 'node:module';
import * as lucide from 'lucide';
import PDFDocument from 'pdfkit';
import { encode } from 'uqr';

const require = createRequire(import.meta.url);
const MM = 72 / 25.4;
/** Millimeters to PDF points. */
export const mm = (value: number): number => value * MM;

const WEIGHTS = {
  medium: '500Medium/Figtree_500Medium',
  semi: '600SemiBold/Figtree_600SemiBold',
  bold: '700Bold/Figtree_700Bold',
  extra: '800ExtraBold/Figtree_800ExtraBold',
} as const;
export type Weight = keyof typeof WEIGHTS;
export type Page = PDFKit.PDFDocument;

/** A4 portrait without margins, fonts embedded, ready to draw on. */
export const newPage = (title: string): Page => {
  const page = new PDFDocument({ size: 'A4', margin: 0, info: { Title: title } });
  for (const [weight, file] of Object.entries(WEIGHTS)) {
    page.registerFont(weight, require.resolve(`@expo-google-fonts/figtree/${file}.ttf`));
  }
  return page;
};

/** Ends the document and gives its bytes. */
export const pageBytes = (page: Page): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    page.on('data', (chunk: Buffer) => chunks.push(chunk));
    page.on('end', () => resolve(Buffer.concat(chunks)));
    page.on('error', reject);
    page.end();
  });

export type TextStyle = { weight: Weight; size: number; color: string; track?: number };

const set = (page: Page, style: TextStyle): Page =>
  page.font(style.weight).fontSize(style.size).fillColor(style.color);

const spacing = (style: TextStyle): number => (style.track ?? 0) * style.size;

const width = (page: Page, text: string, style: TextStyle): number =>
  set(page, style).widthOfString(text, { characterSpacing: spacing(style) });

/** Breaks a text at spaces into lines no wider than `maxWidth`; a longer word stays whole. */
const wrap = (page: Page, text: string, style: TextStyle, maxWidth: number): string[] => {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    const joined = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && width(page, joined, style) <= maxWidth)
      lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  return lines;
};

type Box = { x: number; y: number; width: number; maxLines: number; leading: number };

/**
 * Draws a text in a box, at the largest size ≤ `style.size` at which it needs no more than
 * `maxLines` lines and no word is cut. Returns the y below the last line.
 */
export const fitText = (page: Page, text: string, style: TextStyle, box: Box): number => {
  const smallest = style.size * 0.25;
  let chosen = style;
  let lines = wrap(page, text, chosen, box.width);
  while (chosen.size > smallest) {
    const wide = lines.some((line) => width(page, line, chosen) > box.width);
    if (!wide && lines.length <= box.maxLines) break;
    chosen = { ...chosen, size: chosen.size * 0.96 };
    lines = wrap(page, text, chosen, box.width);
  }
  lines.forEach((line, index) => {
    set(page, chosen).text(line, box.x, box.y + index * chosen.size * box.leading, {
      lineBreak: false,
      characterSpacing: spacing(chosen),
    });
  });
  return box.y + lines.length * chosen.size * box.leading;
};

/** A text ending at `right`. */
export const endText = (page: Page, text: string, style: TextStyle, right: number, y: number) => {
  const from = right - width(page, text, style);
  set(page, style).text(text, from, y, { lineBreak: false, characterSpacing: spacing(style) });
};

/** A text centered in a circle or box around (x, y). */
export const centerText = (page: Page, text: string, style: TextStyle, x: number, y: number) => {
  const left = x - width(page, text, style) / 2;
  set(page, style).text(text, left, y - style.size * 0.6, { lineBreak: false });
};

/** `cake-slice` → `CakeSlice`, as the package names its icons. */
const pascal = (name: string): string =>
  name
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');

type Node = [string, Record<string, string | number>];

/** A Lucide icon, stroked, in a square of `size` centered at (x, y). */
export const icon = (
  page: Page,
  name: string,
  at: { x: number; y: number; size: number; color: string; stroke: number },
): void => {
  const known = lucide.icons as unknown as Record<string, Node[]>;
  const nodes = known[pascal(name)] ?? known.Stamp ?? [];
  page.save();
  page.translate(at.x - at.size / 2, at.y - at.size / 2).scale(at.size / 24);
  page.lineWidth(at.stroke).lineCap('round').lineJoin('round').strokeColor(at.color);
  for (const [tag, given] of nodes) {
    const n = (key: string) => Number(given[key] ?? 0);
    if (tag === 'path') page.path(String(given.d)).stroke();
    else if (tag === 'circle') page.circle(n('cx'), n('cy'), n('r')).stroke();
    else if (tag === 'line') page.moveTo(n('x1'), n('y1')).lineTo(n('x2'), n('y2')).stroke();
    else if (tag === 'rect') {
      page.roundedRect(n('x'), n('y'), n('width'), n('height'), n('rx')).stroke();
    }
  }
  page.restore();
};

/** A QR code, level M, black on white, `size` wide without its margin. */
export const qr = (page: Page, text: string, x: number, y: number, size: number): void => {
  const code = encode(text, { ecc: 'M', border: 0 });
  const step = size / code.size;
  page.fillColor('#000000');
  code.data.forEach((row, line) => {
    let from = -1;
    // One rectangle per run of dark modules: no hairlines between neighbors when rasterized.
    for (let column = 0; column <= row.length; column += 1) {
      if (row[column] && from < 0) from = column;
      else if (!row[column] && from >= 0) {
        page.rect(x + from * step, y + line * step, (column - from) * step, step * 1.002);
        from = -1;
      }
    }
  });
  page.fill();
};
