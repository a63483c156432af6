import { contrast, mix, toHex, toOklab } from './oklab.ts';

/** One merchant color as the five values that surfaces need, for one theme. */
export type Tone = {
  accent: string;
  on_accent: string;
  accent_text: string;
  accent_line: string;
  accent_soft: string;
};

const WHITE = '#FFFFFF';
const INK = '#141A17';
const LIGHT = { bg: '#F5F7F5', surface: '#FFFFFF' };
const DARK = { surface: '#171C19' };
/** Lightness of OKLab a step. */
const STEP = 0.01;

/** Moves lightness step by step until the contrast on every ground is reached, or its end. */
const shift = (color: string, direction: 1 | -1, ratio: number, grounds: string[]): string => {
  const { l, a, b } = toOklab(color);
  let shifted = color;
  for (let steps = 0; steps <= 1 / STEP; steps += 1) {
    if (grounds.every((ground) => contrast(shifted, ground) >= ratio)) return shifted;
    shifted = toHex({ l: l + direction * STEP * (steps + 1), a, b });
  }
  return direction > 0 ? WHITE : INK;
};

/** White where it reads, ink where that reads; else white on a darker fill. */
const fill = (color: string): Pick<Tone, 'accent' | 'on_accent'> => {
  if (contrast(WHITE, color) >= 4.5) return { accent: color, on_accent: WHITE };
  if (contrast(INK, color) >= 4.5) return { accent: color, on_accent: INK };
  return { accent: shift(color, -1, 4.5, [WHITE]), on_accent: WHITE };
};

/**
 * The values a merchant's one color (`#RRGGBB`) becomes. Texts reach 5:1 in light and 6:1 in dark,
 * lines 3:1 and 4:1, what stands on a fill 4.5:1.
 */
export const accentColors = (color: string): { light: Tone; dark: Tone } => {
  const soft = mix(color, 0.14, LIGHT.surface);
  const darkFill = shift(color, 1, 3, [DARK.surface]);
  const darkSoft = mix(color, 0.16, DARK.surface);
  return {
    light: {
      ...fill(color),
      accent_text: shift(color, -1, 5, [soft, LIGHT.bg]),
      accent_line: shift(color, -1, 3, [LIGHT.surface, LIGHT.bg]),
      accent_soft: soft,
    },
    dark: {
      ...fill(darkFill),
      accent_text: shift(color, 1, 6, [darkSoft, DARK.surface]),
      accent_line: shift(color, 1, 4, [DARK.surface]),
      accent_soft: darkSoft,
    },
  };
};
