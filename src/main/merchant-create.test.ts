import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#support/postgres.ts';

const run = promisify(execFile);
const CLI = resolve(import.meta.dirname, 'cli.ts');
const PROGRAM = `import { run } from '${CLI}'; process.exitCode = await run(process.argv.slice(1));`;

let database: TestDatabase;
let dataDir: string;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'stamgast-cli-'));
  chmodSync(dataDir, 0o755);
});
afterAll(async () => {
  await database.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

const stamgast = (...args: string[]) =>
  run(process.execPath, ['--input-type=module', '-e', PROGRAM, '--', ...args], {
    env: {
      DATABASE_URL: database.url,
      STAMGAST_DATA: dataDir,
      PUBLIC_URL: 'https://club.example',
    },
    timeout: 60_000,
  });

const shop = ['--name', 'Café Lipa', '--template', 'cafe', '--currency', 'EUR'];

test('[P2] merchant create --json prints one line with the key and the set-up link', async () => {
  const { stdout } = await stamgast('merchant', 'create', ...shop, '--locale', 'sk', '--json');
  expect(stdout.trim().split('\n')).toHaveLength(1);
  expect(JSON.parse(stdout)).toEqual({
    merchant_id: expect.stringMatching(/^mer_/),
    api_key: expect.stringMatching(/^sk_/),
    owner_link: expect.stringMatching(/^https:\/\/club\.example\/setup\?code=/),
  });
});

test('[P2] merchant create names every wrong option at once, with what to give', async () => {
  const wrong = stamgast(
    'merchant',
    'create',
    ...shop.slice(0, 4),
    '--currency',
    'X',
    '--locale',
    'fr',
  );
  await expect(wrong).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/--currency: give .*\n--locale: give one of en, sk/),
  });
});

test('[P3] merchant sign-in-link --json prints a link for an owner, and says what to give else', async () => {
  const made = await stamgast('merchant', 'create', ...shop, '--locale', 'sk', '--json');
  const { merchant_id } = JSON.parse(made.stdout);
  const asked = ['merchant', 'sign-in-link', '--merchant', merchant_id];
  const { stdout } = await stamgast(...asked, '--json');
  expect(JSON.parse(stdout)).toEqual({
    link: expect.stringMatching(/^https:\/\/club\.example\/setup\?code=/),
    email: null,
    expires_at: expect.stringMatching(/Z$/),
  });
  await expect(stamgast(...asked, '--email', 'x@example.com')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('an owner with the address x@example.com'),
  });
  const wrong = stamgast('merchant', 'sign-in-link', '--merchant', 'lipa', '--email', 'x');
  await expect(wrong).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/--merchant: give .*\n--email: give /),
  });
});
