import { expect, test } from 'vitest';
import type { DirectoryCard } from '#contract/till-directory.ts';
import { cardCode, shortCode } from '#core/code.ts';
import { searchKey } from '#core/search-key.ts';
import { classify, codeOfScan, contactOf } from './classify.ts';
import { searchDirectory } from './search.ts';

const bytes = (seed: number) =>
  Uint8Array.from({ length: 16 }, (_, at) => (seed * 37 + at * 11) % 256);
const CODE = cardCode(bytes(1));
const SHORT = shortCode(bytes(2));

const card = (at: number, name: string | null, tail: string | null): DirectoryCard => ({
  member_id: `mem_${at}`,
  code: cardCode(bytes(at + 10)),
  short_code: shortCode(bytes(at + 60)),
  name,
  search_key: searchKey(name ?? ''),
  phone_tail: tail,
  balances: {},
  visits: 0,
  birthday: null,
});

const directory = [
  card(1, 'Ľubica Ďurčová', '2776'),
  card(2, 'Łukasz Żółć', '1234'),
  card(3, 'Katarína Horváthová', '9776'),
  card(4, null, null),
];
const names = (typed: string) => searchDirectory(directory, typed).map((it) => it.name);

test.each([
  ['', { kind: 'nothing' }],
  [CODE, { kind: 'code', code: CODE }],
  [
    ` ${SHORT.toLowerCase().slice(0, 4)}-${SHORT.toLowerCase().slice(4)} `,
    { kind: 'code', code: SHORT },
  ],
  ['0903 412 776', { kind: 'phone', digits: '0903412776' }],
  ['+421 903/412-776', { kind: 'phone', digits: '421903412776' }],
  ['2776', { kind: 'phone_tail', digits: '2776' }],
  ['Jana@Example.sk', { kind: 'email', email: 'jana@example.sk' }],
  ['Ďurčová', { kind: 'name', text: 'Ďurčová' }],
  ['27', { kind: 'name', text: '27' }],
])('[S1] %j is understood as %j', (typed, sought) => {
  expect(classify(typed)).toEqual(sought);
});

test('[S1] a code with one wrong sign is not taken for a card', () => {
  const wrong = (CODE[0] === '2' ? '3' : '2') + CODE.slice(1);
  expect(classify(wrong).kind).toBe('name');
});

test('[S1] a scan under a foreign keyboard layout is read by its physical keys', () => {
  expect(codeOfScan({ spelled: CODE.toLowerCase(), physical: '' })).toBe(CODE);
  expect(codeOfScan({ spelled: '+ľščť', physical: CODE })).toBe(CODE);
  expect(codeOfScan({ spelled: 'HTTPS', physical: 'HTTPS' })).toBeNull();
});

test.each([
  ['durc', ['Ľubica Ďurčová']],
  ['zolc luk', ['Łukasz Żółć']],
  ['HORVATHOVA', ['Katarína Horváthová']],
  ['776', ['Ľubica Ďurčová', 'Katarína Horváthová']],
  ['0905 111 1234', ['Łukasz Żółć']],
  ['katar zolc', []],
  ['nobody', []],
])('[S1] searching the device for %s finds %j', (typed, found) => {
  expect(names(typed)).toEqual(found);
});

test('[S1] a card without a name is found by its short code', () => {
  const nameless = directory[3]!;
  expect(searchDirectory(directory, nameless.short_code)).toEqual([nameless]);
});

test.each([
  ['0903 412 776', { phone: '0903 412 776' }],
  ['jana@example.sk', { email: 'jana@example.sk' }],
  ['Jana Malá', { name: 'Jana Malá' }],
  ['123', { name: '123' }],
  ['  ', null],
])('[M1] the one field of a new guest reads %j as %j', (typed, contact) => {
  expect(contactOf(typed)).toEqual(contact);
});
