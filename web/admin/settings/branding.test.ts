import { expect, test } from 'vitest';
import { contrastOf, isColor, updateFrom } from './branding.ts';

test('[P5] a color on which white or ink reads is kept, and its contrast is told', () => {
  const green = contrastOf('#0b6150');
  expect(green.isKept).toBe(true);
  expect(green.ratio).toBeGreaterThanOrEqual(4.5);
});

test('[P5] no color leaves text below 4.5:1', () => {
  for (let at = 0; at < 0x1000000; at += 0x10101) {
    const color = `#${at.toString(16).padStart(6, '0')}`;
    expect(contrastOf(color).ratio, color).toBeGreaterThanOrEqual(4.5);
  }
});

test('[P5] only six hexadecimal signs after # are a color', () => {
  expect(['#0B6150', '#abcdef'].every(isColor)).toBe(true);
  expect(['0B6150', '#fff', '#0B615G', ''].some(isColor)).toBe(false);
});

test('[P5] an emptied field is taken away, not stored as an empty text', () => {
  const given = {
    name: 'Café Lipa',
    color: '#0B6150',
    locale: 'en',
    contact: ' ',
    terms_url: '',
    privacy_url: ' https://lipa.example ',
  } as const;
  expect(updateFrom(given)).toEqual({
    ...given,
    contact: null,
    terms_url: null,
    privacy_url: 'https://lipa.example',
  });
});
