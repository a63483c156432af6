import { expect, test } from 'vitest';
import { decodeId, encodeId, newId } from './ids.ts';

test('[P7] an id comes back from its outside form', () => {
  const id = newId();
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  expect(encodeId('mem', id)).toMatch(/^mem_[0-7][0-9a-z]{25}$/);
  expect(decodeId('mem', encodeId('mem', id))).toBe(id);
});

test.each([
  ['another kind', encodeId('ord', newId())],
  ['no prefix', '01h45ytscbebyvny4gc8cr8ma2'],
  ['too short', 'mem_01h45ytscbebyvny4gc8cr8ma'],
  ['beyond 128 bits', 'mem_81h45ytscbebyvny4gc8cr8ma2'],
  ['a UUID', newId()],
  ['nothing', ''],
])('[I6] a text that is no id of the kind asked for is null: %s', (_name, text) => {
  expect(decodeId('mem', text)).toBeNull();
});
