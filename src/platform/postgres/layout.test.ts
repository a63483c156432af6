import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findBinaries } from './binaries.ts';
import { prepareLayout } from './layout.ts';
import { canReach } from './run-as.ts';

const isRoot = process.getuid?.() === 0;
const nobody = { uid: 65534, gid: 65534 };
let home: string;
let said: string[];
const say = (line: string) => void said.push(line);
const log = { info: say, warn: say };

beforeEach(() => {
  said = [];
  home = mkdtempSync(join(tmpdir(), 'stamgast-layout-'));
  chmodSync(home, 0o755);
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

test('[P1] a short data folder holds cluster and socket', () => {
  const layout = prepareLayout(join(home, 'data'), log);
  expect(layout.root).toBe(join(home, 'data'));
  expect(layout.socketDir).toBe(join(home, 'data/socket'));
  expect(said).toEqual([]);
});

test('[P1] a long data folder gets a socket whose address fits', () => {
  const data = join(home, 'a-rather-long-name/'.repeat(6));
  const layout = prepareLayout(data, log);
  expect(layout.socketDir.length).toBeLessThan(87);
  expect(layout.socketDir.startsWith(tmpdir())).toBe(true);
  expect(prepareLayout(data, log).socketDir).toBe(layout.socketDir);
  rmSync(layout.socketDir, { recursive: true });
});

test.runIf(isRoot)('[P1] below a private folder the database moves and says so', () => {
  const secret = join(home, 'private');
  mkdirSync(secret, { mode: 0o700 });
  expect(canReach(secret, nobody)).toBe(false);
  const layout = prepareLayout(join(secret, 'data'), log);
  expect(layout.root).toMatch(/^\/var\/lib\/stamgast\//);
  expect(said.join()).toContain(layout.root);
  chmodSync(secret, 0o755);
  expect(prepareLayout(join(secret, 'data'), log).root).toBe(layout.root);
  rmSync(layout.root, { recursive: true });
});

test.runIf(isRoot)('[P1] a database of an ordinary user stays theirs when root starts it', () => {
  const data = join(home, 'data');
  mkdirSync(join(data, 'postgres'), { recursive: true });
  chownSync(join(data, 'postgres'), 1234, 1234);
  expect(prepareLayout(data, log).runAs).toEqual({ uid: 1234, gid: 1234 });
});

test('[P1] programs are found at a place their user can reach', () => {
  const binaries = findBinaries(isRoot ? nobody : undefined, log);
  expect(existsSync(binaries.initdb)).toBe(true);
  expect(canReach(binaries.postgres, isRoot ? nobody : undefined)).toBe(true);
});
