import { expect, test } from 'vitest';
import { themeCss } from './theme.ts';

const values = {
  accent: '#F5B82E',
  on_accent: '#141A17',
  accent_text: '#935B00',
  accent_line: '#BD8200',
  accent_soft: '#FEF6E6',
};

test('[P5] a theme becomes custom properties for light and dark', () => {
  const css = themeCss({ light: values, dark: { ...values, accent_soft: '#353222' } });
  expect(css).toContain(':root{--accent:#F5B82E;--on-accent:#141A17');
  expect(css).toMatch(/prefers-color-scheme:dark.*--accent-soft:#353222/);
});

test('[P5] a value that is no color never reaches the style block', () => {
  const evil = { ...values, accent: '#000000}body{display:none' };
  expect(() => themeCss({ light: evil, dark: values })).toThrow('accent must be a color');
});

test('[P5] a fill near white gets an edge of the line color, others of their own', () => {
  const pale = themeCss({ light: { ...values, accent: '#F4F1EA' }, dark: values });
  expect(pale).toContain('--accent-edge:#BD8200}');
  expect(pale).toMatch(/dark.*--accent-edge:#F5B82E/);
});
