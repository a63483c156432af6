import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';

type Interfaces = Record<string, NetworkInterfaceInfo[] | undefined>;

/** An IPv4 address inside an IPv6 one, as sockets that speak both report it. */
const MAPPED = /^::ffff:(?=\d+\.)/i;

/** Whether a request came from this machine itself: then it proves nothing about the network. */
export const isOwnAddress = (
  address: string,
  interfaces: Interfaces = networkInterfaces(),
): boolean => {
  const plain = address.replace(MAPPED, '');
  if (plain.startsWith('127.') || plain === '::1') return true;
  return Object.values(interfaces).some((infos) => infos?.some((own) => own.address === plain));
};
