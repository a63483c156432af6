import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import { lanAddress, lanAddresses } from './lan-address.ts';

function card(address: string, more: Partial<NetworkInterfaceInfo> = {}): NetworkInterfaceInfo[] {
  const family = address.includes(':') ? 'IPv6' : 'IPv4';
  const rest = { netmask: '', mac: '', internal: false, cidr: null };
  return [{ address, family, ...rest, ...more } as NetworkInterfaceInfo];
}

test('[P9] the address of the wireless card wins over bridges and containers', () => {
  const interfaces = {
    lo: card('127.0.0.1', { internal: true }),
    docker0: card('172.17.0.1'),
    'br-5f2c': card('192.168.49.1'),
    veth12ab: card('10.9.9.1'),
    wlp3s0: card('192.168.1.20'),
  };
  expect(lanAddresses(interfaces)).toEqual(['192.168.1.20']);
});

test.each([
  ['192.168.0.7 before 10.0.0.7', { en0: card('10.0.0.7'), en1: card('192.168.0.7') }],
  ['a named card before an unknown one', { x1: card('10.0.0.7'), eth0: card('192.168.0.7') }],
  ['a private address before a public one', { en0: card('203.0.113.5'), en1: card('192.168.0.7') }],
  ['IPv4 before IPv6', { en0: [...card('fd00::7'), ...card('192.168.0.7')] }],
])('[P9] %s', (_, interfaces) => {
  expect(lanAddress(interfaces)).toBe('192.168.0.7');
});

test('[P9] a rented machine has only a public address', () => {
  expect(lanAddress({ eth0: card('203.0.113.5') })).toBe('203.0.113.5');
});

test.each([
  ['a link-local address', { eth0: card('169.254.3.4') }],
  ['no network', {}],
])('[P9] %s is no LAN address', (_, interfaces) => {
  expect(lanAddress(interfaces)).toBeUndefined();
});
