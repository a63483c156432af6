import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { document, pointPer } from '#support/core-scene.ts';

const LAUNCHER = resolve(import.meta.dirname, '../../bin/stamgast.js');
const ROWS = [
  'receipt;date;item;quantity;unit price;customer',
  'R3;2026-02-03 09:00;Cake;1;8,00;K1',
  'R1;2026-02-01 09:00;Coffee;2;6,00;K1',
  'R2;2026-02-02 09:00;Tea;1;3,00;',
  'R4;2026-02-04 09:00;Tea;1;5,00;K2',
];
const REWARD = { id: 'rew_1', cost: { unit: 'points', amount: 10 }, cost_of_goods_minor: 50 };

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stamgast-simulate-'));
  const write = (name: string, content: unknown) =>
    writeFileSync(join(folder, name), JSON.stringify(content));
  const program = document({ rules: [pointPer(100)], stamp_cards: [] });
  writeFileSync(join(folder, 'orders.csv'), ROWS.join('\n'));
  write('program.json', program);
  write('draft.json', { id: 'dft_1', document: program });
  write('rewards.json', { data: [REWARD], next_cursor: null });
  write('wrong.json', { ...program, rules: [{}] });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const simulating = (...args: string[]) =>
  promisify(execFile)(process.execPath, [LAUNCHER, 'simulate', ...args], {
    env: {},
    cwd: folder,
    timeout: 60_000,
  });
const files = ['--program', 'program.json', '--orders', 'orders.csv'];

test('[N6] simulate --json runs a program over a file without a merchant', async () => {
  const { stdout } = await simulating(...files, '--rewards', 'rewards.json', '--json');
  expect(stdout.trim().split('\n')).toHaveLength(1);
  expect(JSON.parse(stdout)).toMatchObject({
    currency: 'EUR',
    orders_without_customer: 1,
    members: 2,
    orders: 3,
    revenue_minor: 2_500,
    first_reward: { members: 1, median_visits: 1 },
    redeemed: [{ reward: 'rew_1', times: 1 }],
    reward_cost_minor: 50,
    give_back_per_mille: 50,
    liability_minor: 75,
  });
});

test('[N6] simulate takes a draft as it is, and says what a person wants to know', async () => {
  const { stdout } = await simulating(
    ...['--program', 'draft.json', '--orders', 'orders.csv', '--rewards', 'rewards.json'],
    ...['--redeem', 'no', '--breakage', '20'],
  );
  expect(stdout).toMatch(/^Orders {8}3, 3 visits of 2 members; 1 orders of nobody left out\n/);
  expect(stdout).toMatch(/Owed {10}€1\n/);
  expect((await simulating(...files)).stdout).toMatch(/Give-back {5}unknown at cost/);
});

test('[N6] simulate says what to do about a wrong file or option', async () => {
  const orders = ['--orders', 'orders.csv'];
  const fails = (args: string[], stderr: RegExp) =>
    expect(simulating(...args)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(stderr),
    });
  await fails([...orders, '--program', 'nothing.json'], /--program: nothing\.json can't be read/);
  await fails([...orders, '--program', 'orders.csv'], /--program: orders\.csv is no JSON/);
  await fails([...orders, '--program', 'wrong.json'], /--program: wrong\.json is not what/);
  await fails([...files, '--breakage', '101'], /--breakage: give a number/);
  await fails(['--program', 'program.json', '--orders', 'none.csv'], /--orders: none\.csv/);
  await fails(['--program', 'program.json', '--orders', 'program.json'], /is no table/);
});
