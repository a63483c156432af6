import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accentColors } from './accent-colors.ts';
import { contrast } from './oklab.ts';

const tone = (values: string) => {
  const [accent, on_accent, accent_text, accent_line, accent_soft] = values.split(' ');
  return { accent, on_accent, accent_text, accent_line, accent_soft };
};

test.each([
  [
    'a yellow',
    '#F5B82E',
    '#F5B82E #141A17 #935B00 #BD8200 #FEF6E6',
    '#F5B82E #141A17 #F5B82E #F5B82E #353222',
  ],
  [
    'a mid green',
    '#5E7F2B',
    '#5E7F2B #FFFFFF #4D6D15 #5E7F2B #E7EDE1',
    '#5E7F2B #FFFFFF #8DB05D #648532 #212A1E',
  ],
  [
    'a blue',
    '#1F49D6',
    '#1F49D6 #FFFFFF #1F49D6 #1F49D6 #DDE7FC',
    '#2B5AE7 #FFFFFF #69A3FF #3E71FF #182534',
  ],
])("[P5] a merchant's color becomes five values in each theme: %s", (_name, color, light, dark) => {
  expect(accentColors(color)).toEqual({ light: tone(light), dark: tone(dark) });
});

test('[P5] whatever the color, what is written on it and in it can be read', () => {
  const byte = fc.integer({ min: 0, max: 255 }).map((n) => n.toString(16).padStart(2, '0'));
  fc.assert(
    fc.property(byte, byte, byte, (r, g, b) => {
      const { light, dark } = accentColors(`#${r}${g}${b}`.toUpperCase());
      expect(contrast(light.accent, light.on_accent)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(dark.accent, dark.on_accent)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(light.accent_text, light.accent_soft)).toBeGreaterThanOrEqual(5);
      expect(contrast(dark.accent_text, dark.accent_soft)).toBeGreaterThanOrEqual(6);
      expect(contrast(light.accent_line, '#F5F7F5')).toBeGreaterThanOrEqual(3);
      expect(contrast(dark.accent_line, '#171C19')).toBeGreaterThanOrEqual(4);
    }),
    { numRuns: 300 },
  );
});
