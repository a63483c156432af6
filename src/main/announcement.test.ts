import { expect, test } from 'vitest';
import { announcement } from './announcement.ts';

const local = 'http://localhost:4400';
const lan = 'http://192.168.1.20:4400';
const setup = `${lan}/setup?code=abc`;

test('[P9] a fresh start shows the set-up link phones can open, the addresses and a QR', () => {
  const text = announcement({ local, lan, publicUrl: undefined }, setup, false);
  expect(text).toContain(`On this machine  ${local}\n`);
  expect(text).toContain(`In your network  ${lan}\n`);
  expect(text).toContain(`Set up           ${lan}/setup?code=abc\n`);
  expect(text).toMatch(/[▀▄█]{5}/);
});

test('[P9] a set-up installation shows no set-up link', () => {
  expect(announcement({ local, lan, publicUrl: undefined }, null, false)).not.toContain('Set up');
});

test('[P9] with a public address the LAN address is not shown', () => {
  const text = announcement(
    { local, lan, publicUrl: 'https://a.example' },
    '/setup?code=abc',
    false,
  );
  expect(text).toContain('On the internet  https://a.example\n');
  expect(text).not.toContain('In your network');
});

test('[P9] without a network it says what is missing', () => {
  const own = `${local}/setup?code=abc`;
  const text = announcement({ local, lan: undefined, publicUrl: undefined }, own, false);
  expect(text).toContain(`Set up           ${own}\n`);
  expect(text).toContain('Phones cannot reach this machine yet');
});
