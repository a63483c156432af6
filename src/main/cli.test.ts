import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#support/postgres.ts';

const LAUNCHER = resolve(import.meta.dirname, '../../bin/stamgast.js');
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** A process of its own, as a shell would start it. */
async function stamgast(args: string[], settings: Record<string, string> = {}) {
  const env = { DATABASE_URL: database.url, ...settings };
  const run = promisify(execFile)(process.execPath, [LAUNCHER, ...args], { env });
  const failed = (error: { code: number; stdout: string; stderr: string }) => error;
  return run.then((ended) => ({ code: 0, ...ended }), failed);
}

test('[P1] --json prints one line on stdout and nothing else', async () => {
  const { code, stdout } = await stamgast(['migrate', '--json']);
  expect(code).toBe(0);
  expect(stdout).toBe('{"applied":[]}\n');
});

test('[P1] help lists the commands and the options of each', async () => {
  expect((await stamgast(['--help'])).stdout).toMatch(/start .*\n.*migrate .*--json|migrate \[/);
  expect((await stamgast(['migrate', '--help'])).stdout).toContain('--json');
});

test('[P1] an unknown command is refused with a way out', async () => {
  const { code, stderr } = await stamgast(['strat']);
  expect(code).toBe(1);
  expect(stderr).toContain("unknown command 'strat'");
  expect(stderr).toContain('Did you mean start?');
});

test('[P1] faults of the configuration are printed at once, without a stack', async () => {
  const settings = { PORT: 'abc', LOG_LEVEL: 'loud' };
  const { code, stdout, stderr } = await stamgast(['migrate', '--json'], settings);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/PORT is 'abc'.*\n.*LOG_LEVEL is 'loud'/);
  expect(stderr).not.toContain('    at ');
});

test.each([
  ['nothing listens', () => 'postgresql://someone:hunter2@127.0.0.1:1/nowhere', 'start that'],
  ['it does not exist', () => database.url.replace(/test_\w+/, 'nowhere'), 'create it (createdb)'],
  ['the password is wrong', () => database.url.replace(/:[^:@]+@/, ':hunter2@'), 'the password is'],
])('[P1] a database of one’s own is named with the mend when %s', async (_, url, mend) => {
  const { code, stderr } = await stamgast(['migrate'], { DATABASE_URL: url() });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^DATABASE_URL \(.*\/(nowhere|test_\w+)\) can't be used: /m);
  expect(stderr).toContain(mend);
  expect(stderr).not.toContain('hunter2');
  expect(stderr).not.toContain('    at ');
});
