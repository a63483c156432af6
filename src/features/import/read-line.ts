import type { DateFormat, ImportField, ImportMapping, RejectReason } from '#contract/import.ts';
import {
  type Decimal,
  decimalOf,
  idOf,
  type LocalTime,
  localTimeOf,
  minorOf,
  productOf,
  textOf,
} from './cells.ts';
import type { Judged, Line, RawLine } from './line.ts';
import type { Places } from './mapping.ts';
import type { Row } from './read-rows.ts';
import { isoOf } from './recognize.ts';

type Shop = { zone: string; minorDigits: number; now: number };

/** How lines of one file are read. */
export type Reading = {
  mapping: ImportMapping;
  places: Places;
  shop: Shop;
  instant: (date: string, time: string | null, format: DateFormat) => number | null;
};

const DAY_MS = 86_400_000;
const LONGEST_ID = 200;
const LONGEST_NAME = 300;
const LONGEST_KEY = 100;
const MOST_PIECES = 1_000_000;
const ONE: Decimal = { digits: 1, scale: 0 };

const epochOf = (local: LocalTime, zone: string): number =>
  Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds;

const instantIn = (zone: string): Reading['instant'] => {
  // Rows of one order mostly carry the same time.
  let last: { date: string; time: string | null; at: number | null } | null = null;
  return (date, time, format) => {
    if (last?.date === date && last.time === time) return last.at;
    const iso = time === null ? isoOf(date) : Number.NaN;
    const local = Number.isNaN(iso) ? localTimeOf(date, time, format) : null;
    const at = Number.isNaN(iso) ? local && epochOf(local, zone) : iso;
    last = { date, time, at };
    return at;
  };
};

export const readingOf = (mapping: ImportMapping, places: Places, shop: Shop): Reading => ({
  mapping,
  places,
  shop,
  instant: instantIn(shop.zone),
});

const has = ({ places }: Reading, ...fields: ImportField[]) =>
  fields.some((field) => places[field] !== undefined);

const cellOf = ({ places }: Reading, { cells }: Row, field: ImportField): string | undefined => {
  const place = places[field];
  return place === undefined ? undefined : cells[place];
};

const numberIn = (reading: Reading, row: Row, field: ImportField): Decimal | null => {
  const text = textOf(cellOf(reading, row, field));
  return text === null ? null : decimalOf(text, reading.mapping.decimal);
};

/** What a row says, before it is judged. */
export const rawLine = (reading: Reading, row: Row): RawLine => {
  const { cancellation_prefix: prefix } = reading.mapping;
  const order = idOf(cellOf(reading, row, 'order'));
  return {
    order,
    customer: idOf(cellOf(reading, row, 'customer')),
    isCancellation: prefix !== null && order?.startsWith(prefix) === true,
    quantity: numberIn(reading, row, 'quantity'),
    price: numberIn(reading, row, 'price'),
  };
};

/** Whole pieces; goods by weight count as one. */
const piecesOf = ({ digits, scale }: Decimal): number => {
  const pieces = digits / 10 ** scale;
  return Number.isInteger(pieces) ? pieces : 1;
};

const short = (text: string | null, most: number): string | undefined => text?.slice(0, most);

const itemOf = (reading: Reading, row: Row, quantity: Decimal): Line['item'] | 'item_missing' => {
  if (!has(reading, 'item', 'sku', 'category')) return null;
  const sku = textOf(cellOf(reading, row, 'sku'));
  const category = textOf(cellOf(reading, row, 'category'));
  const stands = has(reading, 'item', 'sku') ? null : category;
  const name = short(textOf(cellOf(reading, row, 'item')) ?? sku ?? stands, LONGEST_NAME);
  if (name === undefined) return 'item_missing';
  return {
    name,
    sku: short(sku, LONGEST_KEY),
    category: short(category, LONGEST_KEY),
    quantity: piecesOf(quantity),
    total_minor: 0,
    earns: true,
  };
};

const moneyOf = (reading: Reading, amount: Decimal | null): number | RejectReason => {
  const minor = amount && minorOf(amount, reading.shop.minorDigits);
  if (minor === null) return 'amount_unreadable';
  return minor < 0 ? 'amount_negative' : minor;
};

const amountOf = (reading: Reading, row: Row, { price }: RawLine, quantity: Decimal) => {
  if (has(reading, 'amount')) return moneyOf(reading, numberIn(reading, row, 'amount'));
  if (!has(reading, 'price')) return null;
  return moneyOf(reading, price && productOf(price, quantity));
};

const timeOf = (reading: Reading, row: Row): number | RejectReason => {
  const time = has(reading, 'time') ? textOf(cellOf(reading, row, 'time')) : null;
  const date = textOf(cellOf(reading, row, 'date')) ?? '';
  const at = reading.instant(date, time, reading.mapping.date_format);
  if (at === null) return 'date_unreadable';
  return at > reading.shop.now + DAY_MS ? 'date_in_future' : at;
};

const quantityOf = (reading: Reading, { quantity }: RawLine): Decimal | RejectReason => {
  if (!has(reading, 'quantity')) return ONE;
  if (!quantity || quantity.digits > MOST_PIECES * 10 ** quantity.scale) {
    return 'quantity_unreadable';
  }
  return quantity.digits > 0 ? quantity : 'quantity_not_positive';
};

const rejected = (reason: RejectReason): Judged => ({ ok: false, reason });

const isTooLong = (id: string | null) => id !== null && id.length > LONGEST_ID;

/** The line a row is, or the first reason why it is none. */
export const judgeLine = (reading: Reading, row: Row, raw: RawLine): Judged => {
  const { customer, order } = raw;
  if (raw.isCancellation) return rejected('cancellation');
  if (isTooLong(order) || isTooLong(customer)) return rejected('id_too_long');
  const quantity = quantityOf(reading, raw);
  if (typeof quantity === 'string') return rejected(quantity);
  const item = itemOf(reading, row, quantity);
  if (item === 'item_missing') return rejected(item);
  const at = timeOf(reading, row);
  if (typeof at === 'string') return rejected(at);
  const amount_minor = amountOf(reading, row, raw, quantity);
  if (typeof amount_minor === 'string') return rejected(amount_minor);
  const total_minor = has(reading, 'total')
    ? moneyOf(reading, numberIn(reading, row, 'total'))
    : null;
  if (typeof total_minor === 'string') return rejected(total_minor);
  return { ok: true, line: { row: row.number, at, customer, item, amount_minor, total_minor } };
};
