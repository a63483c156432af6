import { expect, test } from 'vitest';
import { describe } from './log.ts';

const line = (more: object) => describe(JSON.stringify({ time: 0, level: 30, msg: 'it', ...more }));

test.each([
  [{}, / it$/],
  [{ level: 40 }, / warning: it$/],
  [{ level: 50, err: { message: 'no' } }, / error: it \(no\)$/],
  [{ err: { message: 'it' } }, / it$/],
  [{ method: 'GET', url: '/livez', status: 204 }, / it GET \/livez: 204$/],
])('[P8] a log line with %j is readable on a terminal', (more, expected) => {
  expect(line(more)).toMatch(/^\d\d:\d\d:\d\d /);
  expect(line(more)).toMatch(expected);
});
