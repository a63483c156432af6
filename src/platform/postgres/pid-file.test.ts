import { expect, test } from 'vitest';
import { isAlive, isPostgres, parsePidFile } from './pid-file.ts';

const LINES = [
  '321',
  '/data/postgres',
  '1790000000',
  '5432',
  '/data/socket',
  '',
  '1 2',
  'ready   ',
];

test.each([
  ['a running server', LINES.join('\n'), { pid: 321, port: 5432, ready: true }],
  ['a starting one', LINES.slice(0, 7).join('\n'), { pid: 321, port: 5432, ready: false }],
  ['a file that is being written', '', undefined],
  ['something else', 'not a number\n', undefined],
])('[P1] postmaster.pid of %s is understood', (_, text, expected) => {
  expect(parsePidFile(text)).toEqual(expected);
});

test('[P1] a living process that is no PostgreSQL is not taken for one', () => {
  expect(isAlive(process.pid)).toBe(true);
  expect(isPostgres(process.pid)).toBe(process.platform !== 'linux');
});
