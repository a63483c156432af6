import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runQuietly } from './steps/child.js';
import { installedMatches } from './steps/dependencies.js';
import { explain } from './steps/npm.js';

let project;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'stamgast-launch-'));
  mkdirSync(join(project, 'node_modules'));
});

afterEach(() => rmSync(project, { recursive: true }));

function install(wanted, installed) {
  const write = (name, packages) =>
    writeFileSync(join(project, name), JSON.stringify({ packages: { '': {}, ...packages } }));
  write('package-lock.json', wanted);
  if (installed) write('node_modules/.package-lock.json', installed);
}

const foreign = { version: '1.0.0', optional: true, os: ['plan9'], cpu: [process.arch] };
const ours = { version: '1.0.0', optional: true, os: [process.platform], cpu: [process.arch] };

test.each([
  ['the same versions', { a: { version: '1.0.0' } }, { a: { version: '1.0.0' } }, true],
  ['a package too many', {}, { a: { version: '1.0.0' } }, true],
  ["another machine's package missing", { a: foreign }, {}, true],
  ['another version', { a: { version: '1.0.1' } }, { a: { version: '1.0.0' } }, false],
  ['a package missing', { a: { version: '1.0.0' } }, {}, false],
  ["this machine's package missing", { a: ours }, {}, false],
  ['nothing installed', {}, undefined, false],
])('[P1] with %s the dependencies are told to match or not', (_, wanted, installed, matches) => {
  install(wanted, installed);
  expect(installedMatches(project)).toBe(matches);
});

test.each([
  ['npm error network request failed, getaddrinfo ENOTFOUND example.test', 'No network'],
  ['npm error code ENOSPC', 'The disk is full'],
  ["npm error EACCES: permission denied, mkdir '/srv'", 'may not be written'],
  ['npm error 404 Not Found - GET E404', 'does not have this package'],
])('[P1] "%s" is explained with the mend', (output, mend) => {
  const text = explain('Installing', output);
  expect(text).toContain('Installing failed.');
  expect(text).toContain(mend);
  expect(text).toContain(output);
});

test('[P1] an unknown failure of npm is shown as it is', () => {
  expect(explain('Installing', 'strange')).toBe('Installing failed.\nnpm said:\nstrange');
});

test('[P1] a program that hangs is ended after its time', async () => {
  const hang = runQuietly(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
    timeoutMs: 300,
  });
  await expect(hang).rejects.toThrow('was ended or took too long');
});
