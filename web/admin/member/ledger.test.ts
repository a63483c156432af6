import { expect, test } from 'vitest';
import type { MemberEntry } from '#contract/member.ts';
import { balancesOf, changesOf, csvOf, kindOf, rowsOf, versionOf, withBalances } from './ledger.ts';

const entry = (changes: Partial<MemberEntry>): MemberEntry => ({
  decision_id: 'dec_2',
  at: '2026-03-05T09:00:00Z',
  unit: 'stamp',
  amount: 1,
  debt: 0,
  cause: 'rule:coffee@3',
  counter: 'issued',
  subject: 'order:ord_1',
  reversed: false,
  flags: [],
  staff: 'Nina',
  till: null,
  explanation: { code: 'earn.per_item', params: {}, text: 'One stamp for each item' },
  ...changes,
});

const accounts = [
  { unit: 'stamp', balance: 3, pending: 0, spendable: 3 },
  { unit: 'point', balance: 14, pending: 0, spendable: 14 },
];

test('[P7] each entry carries the balance it left, counted back from the account', () => {
  const lines = withBalances(
    [entry({ amount: 2 }), entry({ unit: 'point', amount: 14 }), entry({ decision_id: 'dec_1' })],
    accounts,
  );
  expect(lines.map(({ balance }) => balance)).toEqual([3, 14, 1]);
});

test('[P7] what one decision changed is one row, each unit once', () => {
  const entries = [entry({}), entry({ cause: 'tap' }), entry({ unit: 'point', amount: 14 })];
  const [row, ...others] = rowsOf(withBalances(entries, accounts));
  expect(others).toEqual([]);
  expect(row).toMatchObject({ kind: 'order', version: 3, staff: 'Nina', isReversible: true });
  expect(row && changesOf(row)).toEqual([
    { unit: 'stamp', amount: 2 },
    { unit: 'point', amount: 14 },
  ]);
  expect(row && balancesOf(row)).toEqual([
    { unit: 'stamp', balance: 3 },
    { unit: 'point', balance: 14 },
  ]);
});

test('[E12] what was taken back, and the taking back itself, offer no reversal', () => {
  const back = entry({
    decision_id: 'dec_3',
    explanation: { code: 'reverse', params: {}, text: '' },
  });
  const rows = rowsOf(withBalances([back, entry({ reversed: true })], accounts));
  expect(rows.map(({ isReversible }) => isReversible)).toEqual([false, false]);
});

test('[E14] subjects and causes are read, unknown ones are named as such', () => {
  expect(kindOf('redemption:red_1')).toBe('redemption');
  expect(kindOf('something:new')).toBe('other');
  expect(versionOf('reward:rew_1#2')).toBeNull();
});

test('[N8] the CSV quotes what has to be quoted and starts no formula', () => {
  const text = '=HYPERLINK("x"), and more';
  const explanation = { code: 'adjust', params: {}, text };
  const lines = withBalances([entry({ explanation })], accounts);
  expect(csvOf(lines).split('\r\n')[1]).toBe(
    '2026-03-05T09:00:00Z,order,stamp,1,3,"\'=HYPERLINK(""x""), and more",Nina,,dec_2',
  );
});
