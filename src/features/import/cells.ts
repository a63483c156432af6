import type { DateFormat, ImportMapping } from '#contract/import.ts';

/** A decimal number as written: `digits` ÷ 10^`scale`. */
export type Decimal = { digits: number; scale: number };

/** What exports write for nothing. */
const NOTHING = new Set(['', 'none', 'null', 'n/a', 'nan', '-']);

/** The text of a cell; null when it says that there is nothing. */
export const textOf = (cell: string | undefined): string | null =>
  cell === undefined || NOTHING.has(cell.toLowerCase()) ? null : cell;

/** An id; `17850.0` comes from exports that took ids for numbers. */
export const idOf = (cell: string | undefined): string | null => {
  const text = textOf(cell);
  return text?.endsWith('.0') && /^\d+\.0$/.test(text) ? text.slice(0, -2) : text;
};

const NUMBER = /^([-−+]?)(\d+)(?:\.(\d{1,8}))?$/;
/** Signs around and spaces within a number: `1 234,50 €`, `€ 12.50`, `USD 3.00`. */
const AROUND = /^[\p{Sc}A-Za-zčł]{0,4}\s?|[\s\u00a0\u202f']+|[\p{Sc}A-Za-zčł]{0,4}\.?$/gu;

/** A number as people of the place write it; null when it is none. */
export const decimalOf = (cell: string, decimal: ImportMapping['decimal']): Decimal | null => {
  const grouping = decimal === '.' ? ',' : '.';
  const bare = NUMBER.test(cell) && decimal === '.' ? cell : stripped(cell, grouping, decimal);
  const [, sign, whole = '', rest = ''] = NUMBER.exec(bare) ?? [];
  if (whole === '') return null;
  const digits = Number(whole + rest);
  if (!Number.isSafeInteger(digits)) return null;
  const isNegative = sign === '-' || sign === '−';
  return { digits: isNegative && digits !== 0 ? -digits : digits, scale: rest.length };
};

const stripped = (cell: string, grouping: string, decimal: string): string => {
  const bare = cell.replace(AROUND, '');
  const [whole = '', rest, more] = bare.split(decimal);
  if (more !== undefined) return '';
  const groups = whole.split(grouping);
  const isGrouped = groups.length === 1 || groups.slice(1).every((group) => group.length === 3);
  if (!isGrouped) return '';
  return rest === undefined ? groups.join('') : `${groups.join('')}.${rest}`;
};

const MOST_MINOR = 1_000_000_000_000;

/** Money in minor units, half a unit away from zero; null beyond what an order may hold. */
export const minorOf = (amount: Decimal, minorDigits: number): number | null => {
  const shift = minorDigits - amount.scale;
  const size = Math.abs(amount.digits);
  const minor = shift >= 0 ? size * 10 ** shift : Math.floor(size / 10 ** -shift + 0.5);
  if (minor > MOST_MINOR) return null;
  return amount.digits < 0 ? -minor : minor;
};

/** Price × quantity, exactly. */
export const productOf = (a: Decimal, b: Decimal): Decimal | null => {
  const digits = a.digits * b.digits;
  return Number.isSafeInteger(digits) ? { digits, scale: a.scale + b.scale } : null;
};

export type Day = { year: number; month: number; day: number };
export type LocalTime = Day & { hour: number; minute: number; second: number };

const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const PARTS = /^(\d{1,4})[-./]\s?(\d{1,2})[-./]\s?(\d{1,4})\.?(?:[T\s]+(\S.*))?$/;
const TIME = /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*(?:([AaPp])\.?[Mm]\.?)?$/;

const ORDERS = { ymd: [0, 1, 2], dmy: [2, 1, 0], mdy: [2, 0, 1] } as const;

/** A year first is a year first, however the rest of the file is written. */
const dayOf = (parts: readonly string[], format: DateFormat): Day => {
  const [y, m, d] = ORDERS[parts[0]?.length === 4 ? 'ymd' : format];
  const year = Number(parts[y]);
  const isShort = (parts[y]?.length ?? 0) <= 2;
  return { year: isShort ? 2000 + year : year, month: Number(parts[m]), day: Number(parts[d]) };
};

const isDay = ({ year, month, day }: Day): boolean =>
  year >= 1970 &&
  year <= 2200 &&
  month >= 1 &&
  month <= 12 &&
  day >= 1 &&
  day <= new Date(Date.UTC(year, month, 0)).getUTCDate();

type Clock = Pick<LocalTime, 'hour' | 'minute' | 'second'>;

const clockOf = (text: string): Clock | null => {
  const [, h, m, s = '0', half] = TIME.exec(text) ?? [];
  if (h === undefined) return null;
  const isAfternoon = half?.toLowerCase() === 'p';
  const hour = half === undefined ? Number(h) : (Number(h) % 12) + (isAfternoon ? 12 : 0);
  const clock = { hour, minute: Number(m), second: Math.min(59, Number(s)) };
  return clock.hour < 24 && clock.minute < 60 ? clock : null;
};

/** A day without a time means its noon: midnight would belong to the business day before. */
const NOON: Clock = { hour: 12, minute: 0, second: 0 };

/** Date and time as written; the time may stand in a cell of its own. Null when unreadable. */
export const localTimeOf = (
  date: string,
  time: string | null,
  format: DateFormat,
): LocalTime | null => {
  const [, a, b, c, behind] = COMPACT.exec(date) ?? PARTS.exec(date) ?? [];
  if (a === undefined || b === undefined || c === undefined) return null;
  const day = dayOf([a, b, c], format);
  const text = time ?? behind;
  const clock = text === undefined ? NOON : clockOf(text);
  return clock && isDay(day) ? { ...day, ...clock } : null;
};
