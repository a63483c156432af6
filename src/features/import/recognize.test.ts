import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fieldNamed } from './column-names.ts';
import { surveyFile } from './open-file.ts';
import { recognize } from './recognize.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stamgast-import-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const recognized = async (content: Buffer) => {
  const path = join(folder, 'orders.csv');
  writeFileSync(path, content);
  return recognize(await surveyFile(path));
};

const SLOVAK =
  'Číslo účtenky;Dátum;Položka;Množstvo;Jednotková cena;Zákazník\r\n' +
  '1001;13.02.2026 09:15;Káva, šálka;2;2,50;K-7\r\n1002;14.02.2026 10:00;Žemľa;1;0,35;K-8\r\n';

const EXPECTED = {
  delimiter: ';',
  header: true,
  decimal: ',',
  date_format: 'dmy',
  columns: {
    order: 'Číslo účtenky',
    date: 'Dátum',
    item: 'Položka',
    quantity: 'Množstvo',
    price: 'Jednotková cena',
    customer: 'Zákazník',
  },
};

test.each([
  ['utf-8', Buffer.from(SLOVAK)],
  ['utf-8', Buffer.from(`\ufeff${SLOVAK}`)],
  ['utf-8', gzipSync(SLOVAK)],
  ['utf-16le', iconv.encode(SLOVAK, 'utf-16le', { addBOM: true })],
  ['windows-1250', iconv.encode(SLOVAK, 'windows-1250')],
  ['iso-8859-2', iconv.encode(SLOVAK, 'iso-8859-2')],
])('[I4] a Slovak export in %s is recognized whole', async (encoding, content) => {
  expect(await recognized(content)).toMatchObject({ ...EXPECTED, encoding });
});

test('[I4] Polish in windows-1250 is not taken for ISO 8859-2', async () => {
  const text = 'paragon;data;towar\n1;2026-01-02;Kawa mała gorąca\n';
  expect(await recognized(iconv.encode(text, 'windows-1250'))).toMatchObject({
    encoding: 'windows-1250',
    columns: { order: 'paragon', date: 'data', item: 'towar' },
  });
});

test('[I4] a letter beyond the sample settles the encoding too', async () => {
  const rows = `date,item\n${'2026-01-02,Tea\n'.repeat(30_000)}`;
  const file = Buffer.concat([Buffer.from(rows), iconv.encode('2026-01-03,Šálka\n', 'cp1250')]);
  expect((await recognized(file))?.encoding).toBe('windows-1250');
});

test('[I4] American days are told from European ones by the days themselves', async () => {
  const rows = (day: string) => Buffer.from(`date\tamount\n${day}\t5.00\n02/03/2026\t4.00\n`);
  expect((await recognized(rows('02/13/2026')))?.date_format).toBe('mdy');
  expect((await recognized(rows('13/02/2026')))?.date_format).toBe('dmy');
});

test('[I4] what is no table of orders is not recognized', async () => {
  expect(await recognized(Buffer.from('Dear shop,\nthank you.\n'))).toBeNull();
  expect(await recognized(Buffer.alloc(0))).toBeNull();
});

test('[I4] a table whose date nobody finds is read but for the date', async () => {
  expect(await recognized(Buffer.from('name;price;when\nTea;2,50;?\n'))).toMatchObject({
    delimiter: ';',
    columns: { price: 'price' },
  });
});

test('[I4] whoever knows the lay-out better is believed', async () => {
  const path = join(folder, 'orders.csv');
  writeFileSync(path, 'a|date;b\n1|2026-01-02;3\n2|2026-01-03;4\n');
  const survey = await surveyFile(path);
  expect(recognize(survey)?.delimiter).toBe(';');
  expect(recognize(survey, { delimiter: '|', header: false })).toMatchObject({
    delimiter: '|',
    header: false,
    columns: {},
  });
});

test.each([
  ['InvoiceNo', 'order'],
  ['Nr paragonu', 'order'],
  ['Belegnummer', 'order'],
  ['Vásárló', 'customer'],
  ['Kundennummer', 'customer'],
  ['Číslo zákazníka', 'customer'],
  ['Data sprzedaży', 'date'],
  ['Dátum', 'date'],
  ['Mennyiség', 'quantity'],
  ['Stückpreis', 'price'],
  ['Végösszeg', 'total'],
  ['Weather', null],
])('[I4] a column called %s holds %s', (header, field) => {
  expect(fieldNamed(header)).toBe(field);
});
