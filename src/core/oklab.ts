/** Lightness 0…1 and two axes of color; equal steps look equal. */
export type Oklab = { l: number; a: number; b: number };
type Rgb = [number, number, number];

const toLinear = (channel: number): number =>
  channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;

const fromLinear = (channel: number): number =>
  channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055;

const linear = (hex: string): Rgb =>
  [1, 3, 5].map((at) => toLinear(Number.parseInt(hex.slice(at, at + 2), 16) / 255)) as Rgb;

/** A color as `#RRGGBB` in OKLab. Matrices: B. Ottosson, "A perceptual color space", 2020. */
export const toOklab = (hex: string): Oklab => {
  const [r, g, b] = linear(hex);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return {
    l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    a: 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    b: 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  };
};

/** Back to `#RRGGBB`, each channel clipped to what a screen can show. */
export const toHex = ({ l, a, b }: Oklab): string => {
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const channels = [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
  const digits = channels.map((channel) => {
    const byte = Math.round(Math.min(1, Math.max(0, fromLinear(Math.max(0, channel)))) * 255);
    return byte.toString(16).padStart(2, '0');
  });
  return `#${digits.join('')}`.toUpperCase();
};

/** `share` of one color in another, mixed in OKLab. */
export const mix = (color: string, share: number, ground: string): string => {
  const [x, y] = [toOklab(color), toOklab(ground)];
  const part = (key: keyof Oklab) => x[key] * share + y[key] * (1 - share);
  return toHex({ l: part('l'), a: part('a'), b: part('b') });
};

const luminance = (hex: string): number => {
  const [r, g, b] = linear(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

/** Contrast of two colors as WCAG 2 defines it: 1…21. */
export const contrast = (one: string, other: string): number => {
  const [x, y] = [luminance(one), luminance(other)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
};
