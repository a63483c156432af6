import { expect, test } from 'vitest';
import { ago, grouped, timeLeft } from './time.ts';

const NOW = Date.UTC(2026, 2, 5, 9);

test('[P4] how long ago a till was seen is told in the largest whole unit', () => {
  expect(ago(NOW - 59_999, NOW, 'en')).toBeNull();
  expect(ago(NOW - 60_000, NOW, 'en')).toBe('1 minute ago');
  expect(ago(NOW - 3 * 3_600_000 - 5, NOW, 'sk')).toBe('pred 3 hodinami');
  expect(ago(NOW - 25 * 3_600_000, NOW, 'de')).toBe('gestern');
});

test('[S1] the time left of a pairing code runs to the second and then ends', () => {
  expect(timeLeft(NOW + 600_000, NOW)).toBe('10:00');
  expect(timeLeft(NOW + 61_001, NOW)).toBe('1:02');
  expect(timeLeft(NOW + 1, NOW)).toBe('0:01');
  expect(timeLeft(NOW, NOW)).toBeNull();
});

test('[S1] a pairing code is shown in groups of four', () => {
  expect(grouped('K7MX42QD')).toBe('K7MX 42QD');
});
