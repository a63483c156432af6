import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumPath } from './browser.ts';

/** A network of its own with one phone in it, joined to this machine by a virtual cable. */
export type PhoneNetwork = {
  /** This machine's address in that network. */
  server: string;
  /** Starts Chromium as the phone: an executable for Playwright. */
  chromium: string;
  remove(): void;
};

/** Why no phone can have a network of its own here, or null when it can. */
export const phoneNetworkMissing = (): string | null => {
  if (process.getuid?.() !== 0) return 'network namespaces need root';
  if (!existsSync('/usr/sbin/ip') && !existsSync('/sbin/ip')) return 'there is no `ip` (iproute2)';
  if (!chromiumPath()) return 'there is no Chromium';
  return null;
};

const ip = (...args: string[]): void => {
  const { status, stderr } = spawnSync('ip', args, { encoding: 'utf8', timeout: 10_000 });
  if (status !== 0) throw new Error(`ip ${args.join(' ')}: ${stderr}`);
};

/**
 * Lays the cable. The interface on this side is called `lan…`: the server then offers its address
 * as that of the local network, as a shop's router would give it.
 */
export const createPhoneNetwork = (): PhoneNetwork => {
  const number = process.pid % 200;
  const name = `stamgast-phone-${process.pid}`;
  const [here, there] = [`lan${process.pid % 100_000}`, `ph${process.pid % 100_000}`];
  const [server, phone] = [`10.77.${number}.1`, `10.77.${number}.2`];
  const folder = mkdtempSync(join(tmpdir(), 'stamgast-phone-'));
  const remove = () => {
    // Removing the namespace removes its end of the cable, and with it ours.
    spawnSync('ip', ['netns', 'delete', name], { timeout: 10_000 });
    spawnSync('ip', ['link', 'delete', here], { timeout: 10_000 });
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    ip('netns', 'add', name);
    ip('link', 'add', here, 'type', 'veth', 'peer', 'name', there);
    ip('link', 'set', there, 'netns', name);
    ip('addr', 'add', `${server}/24`, 'dev', here);
    ip('link', 'set', here, 'up');
    ip('netns', 'exec', name, 'ip', 'addr', 'add', `${phone}/24`, 'dev', there);
    ip('netns', 'exec', name, 'ip', 'link', 'set', there, 'up');
    ip('netns', 'exec', name, 'ip', 'link', 'set', 'lo', 'up');
  } catch (fault) {
    remove();
    throw fault;
  }
  const chromium = join(folder, 'phone');
  // `exec` keeps the open pipes through which Playwright speaks to the browser.
  writeFileSync(chromium, `#!/bin/sh\nexec ip netns exec ${name} ${chromiumPath()} "$@"\n`);
  chmodSync(chromium, 0o755);
  return { server, chromium, remove };
};
