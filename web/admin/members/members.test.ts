import { expect, test } from 'vitest';
import { membersPath } from './members-query.ts';

test('[M6] an empty search asks for the newest of everyone', () => {
  expect(membersPath({ text: '  ', who: 'all', source: '' }, null)).toBe('/v1/members?limit=30');
});

test('[M6] words, group, source and place in the list stand in the address', () => {
  const path = membersPath({ text: ' Žółć ', who: 'customers', source: 'till' }, 'abc');
  expect(Object.fromEntries(new URL(path, 'http://x').searchParams)).toEqual({
    limit: '30',
    query: 'Žółć',
    enrolled: 'false',
    source: 'till',
    cursor: 'abc',
  });
});
