import { expect, test } from 'vitest';
import { lanOrigin, originOf } from './origin.ts';

const config = { publicUrl: undefined, domain: undefined, host: '0.0.0.0', port: 4400 };
const lan = (host: string, address?: string) => lanOrigin({ ...config, host }, address);

test.each([
  ['the address of a proxy', { publicUrl: 'https://a.example' }, 'https://a.example'],
  ['a domain of one’s own', { domain: 'b.example' }, 'https://b.example'],
  ['this machine alone', { host: '127.0.0.1' }, 'http://localhost:4400'],
])('[P9] links start with %s', (_, more, origin) => {
  expect(originOf({ ...config, ...more })).toBe(origin);
});

test.each([
  ['all addresses', '0.0.0.0', '192.168.1.20', 'http://192.168.1.20:4400'],
  ['one address', '192.168.1.30', '192.168.1.20', 'http://192.168.1.30:4400'],
  ['one of IPv6', 'fd00::7', undefined, 'http://[fd00::7]:4400'],
  ['itself', 'localhost', '192.168.1.20', undefined],
])(
  '[P9] a server that listens on %s is reached from the LAN accordingly',
  (_, host, ip, origin) => {
    expect(lan(host, ip)).toBe(origin);
  },
);
