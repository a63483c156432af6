import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';

type Interfaces = Record<string, NetworkInterfaceInfo[] | undefined>;

/** Bridges, containers, virtual machines, tunnels: no phone reaches an address of theirs. */
const VIRTUAL =
  /^(docker|br-|veth|virbr|vmnet|vboxnet|vEthernet|tun|tap|utun|wg|tailscale|zt|cni|flannel|lxc|lxd|podman)/i;
const PHYSICAL = /^(en|eth|wl|wi-?fi|ethernet|lan)/i;

/** The address under which phones in the same network most likely reach this machine. */
export function lanAddress(interfaces: Interfaces = networkInterfaces()): string | undefined {
  return lanAddresses(interfaces)[0];
}

/** All IPv4 addresses of this machine's own network cards, the likeliest first. */
export function lanAddresses(interfaces: Interfaces): string[] {
  return Object.entries(interfaces)
    .filter(([name]) => !VIRTUAL.test(name))
    .flatMap(([name, infos = []]) => infos.map((info) => ({ name, info })))
    .filter(({ info }) => info.family === 'IPv4' && !info.internal && !isSelfMade(info.address))
    .sort((a, b) => unlikely(a.name, a.info.address) - unlikely(b.name, b.info.address))
    .map(({ info }) => info.address);
}

function unlikely(name: string, address: string): number {
  return (PHYSICAL.test(name) ? 0 : 10) + rank(address);
}

/** An address a card gives itself when it found no network. */
function isSelfMade(address: string): boolean {
  return address.startsWith('169.254.');
}

/**
 * Home and shop routers give 192.168.*, companies 10.*; 172.16–31.* is mostly containers; any
 * other is a rented machine's, which phones reach over the internet.
 */
function rank(address: string): number {
  if (address.startsWith('192.168.')) return 0;
  if (address.startsWith('10.')) return 1;
  if (/^172\.(1[6-9]|2\d|3[01])\./.test(address)) return 2;
  return 3;
}
