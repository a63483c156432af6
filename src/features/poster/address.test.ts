import { expect, test } from 'vitest';
import { addressView } from './address.ts';

const known = {
  config: { domain: undefined, publicUrl: undefined },
  origin: 'http://192.168.1.20:4400',
  tls: null,
  provenAt: null,
};
const seen = new Date('2026-03-05T09:12:00Z');

test('[P9] the address is proven only after a phone opened a poster’s link', () => {
  expect(addressView(known).state).toBe('unproven');
  expect(addressView({ ...known, provenAt: seen })).toMatchObject({
    state: 'proven',
    proven_at: '2026-03-05T09:12:00.000Z',
  });
});

test('[P9] a LAN trial over http says what phones can’t do there', () => {
  expect(addressView(known)).toMatchObject({
    mode: 'lan',
    secure: false,
    missing: ['camera', 'offline', 'install', 'push'],
  });
});

test('[P9] behind a proxy with https nothing is missing', () => {
  const view = addressView({
    ...known,
    config: { domain: undefined, publicUrl: 'https://club.example.com' },
    origin: 'https://club.example.com',
  });
  expect(view).toMatchObject({ mode: 'proxy', secure: true, missing: [] });
});

test('[P9] a domain of one’s own is not proven while its certificate is missing', () => {
  const own = {
    ...known,
    config: { domain: 'club.example.com', publicUrl: undefined },
    origin: 'https://club.example.com',
    provenAt: seen,
  };
  const failed = { kind: 'failed', reason: 'DNS problem: NXDOMAIN', at: 0 } as const;
  expect(addressView({ ...own, tls: failed })).toMatchObject({
    mode: 'domain',
    state: 'certificate_missing',
    certificate_fault: 'DNS problem: NXDOMAIN',
  });
  expect(addressView({ ...own, tls: { kind: 'ready', since: 0 } }).state).toBe('proven');
});

test('[P9] an address of this machine alone is never proven', () => {
  for (const origin of ['http://localhost:4400', 'http://127.0.0.1:4400', 'http://[::1]:4400']) {
    expect(addressView({ ...known, origin, provenAt: seen }).state, origin).toBe('loopback');
  }
});
