import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import { isOwnAddress } from './own-address.ts';

const info: NetworkInterfaceInfo = {
  address: '192.168.1.20',
  netmask: '255.255.255.0',
  family: 'IPv4',
  mac: '00:00:00:00:00:00',
  internal: false,
  cidr: '192.168.1.20/24',
};

test.each([
  ['127.0.0.1', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['192.168.1.20', true],
  ['::ffff:192.168.1.20', true],
  ['192.168.1.21', false],
  ['2001:db8::7', false],
])('[P9] a request from %s is our own: %s', (address, own) => {
  expect(isOwnAddress(address, { eth0: [info] })).toBe(own);
});
