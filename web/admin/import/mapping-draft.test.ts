import { expect, test } from 'vitest';
import type { ImportGuess } from '#contract/import.ts';
import { assign, columnsOf, useOf } from './mapping-draft.ts';

const draft: ImportGuess = {
  encoding: 'utf-8',
  delimiter: ';',
  header: true,
  decimal: ',',
  date_format: 'dmy',
  columns: { order: 'No', date: 'Day', price: 4 },
  duplicates: 'keep',
  cancellation_prefix: null,
  source: 'file',
};
const header = ['No', 'Day', 'Sum', 'Sum'];

test('[I4] a column is found by its name, or by its place where two are called the same', () => {
  const uses = header.map((_, place) => useOf(draft, header, place));
  expect(uses).toEqual(['order', 'date', 'unused', 'price']);
});

test('[I4] a field moves to another column, and the one that had been there is free', () => {
  const moved = assign(draft, header, 1, 'price');
  expect(moved.columns).toEqual({ order: 'No', price: 'Day' });
  expect(assign(moved, header, 1, 'unused').columns).toEqual({ order: 'No' });
  expect(assign(draft, header, 3, 'total').columns).toEqual({ order: 'No', date: 'Day', total: 4 });
});

test('[I4] rows of different lengths make as many columns as the longest has', () => {
  const columns = columnsOf({ header: ['A', ''], rows: [['1'], ['2', '3', '4']] });
  expect(columns).toEqual([
    { place: 0, name: 'A', cells: ['1', '2'] },
    { place: 1, name: null, cells: ['', '3'] },
    { place: 2, name: null, cells: ['', '4'] },
  ]);
});
