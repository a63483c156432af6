import type { Locale, ProgramDocument } from '#core/program.ts';
import { majorOf, minorOf } from '../parts/money.ts';

export type TriedMember = { id: string; name: string | null };

export type TriedLine = { key: string; category: string; quantity: string; price: string };

export const MODES = ['amount', 'items', 'visit'] as const;
export type Mode = (typeof MODES)[number];

/** What is tried, as its fields hold it. */
export type TryDraft = {
  member: TriedMember | null;
  program: 'live' | 'draft';
  mode: Mode;
  amount: string;
  lines: TriedLine[];
  /** Taps per unit. */
  stamps: Record<string, string>;
  /** Local time of the shop, `YYYY-MM-DDTHH:MM`; empty = now. */
  when: string;
  /** Empty = the default place. */
  place: string;
};

export const emptyTry = (member: TriedMember | null, program: TryDraft['program']): TryDraft => ({
  ...{ member, program, mode: 'amount', amount: '', lines: [], stamps: {}, when: '', place: '' },
});

/** Stands for what belongs to no category. */
export const OTHER = 'other';

const MATCHED = ['rules', 'promotions'] as const;

/** Categories that the program looks at, in its order. */
export const categoriesOf = (document: ProgramDocument): string[] => {
  const named = MATCHED.flatMap((list) =>
    (document[list] ?? []).flatMap(({ match, when = [] }) => [
      ...(match?.categories ?? []),
      ...when.flatMap((each) => (each.kind === 'basket' ? (each.match.categories ?? []) : [])),
    ]),
  );
  return [...new Set(named)];
};

/** A usual price of one piece, so that a tap is enough to see something. */
const USUAL_MINOR: Record<string, number> = { CZK: 7_500, PLN: 1_500, HUF: 120_000 };

export const lineOf = (category: string, currency: string, reader: Locale): TriedLine => ({
  key: crypto.randomUUID?.() ?? `${category}-${Date.now()}`,
  category,
  quantity: '1',
  price: majorOf(USUAL_MINOR[currency] ?? 300, currency, reader),
});

const wholeOf = (text: string): number | null => (/^\d{1,6}$/.test(text) ? Number(text) : null);

/** Pieces times price of a line, in minor units; null while one of them is not readable. */
export const lineTotal = ({ quantity, price }: TriedLine, currency: string): number | null => {
  const [pieces, minor] = [wholeOf(quantity), minorOf(price, currency)];
  return pieces === null || pieces === 0 || minor === null ? null : pieces * minor;
};

/** Money of all lines that are readable. */
export const totalOf = (lines: readonly TriedLine[], currency: string): number =>
  lines.reduce((sum, line) => sum + (lineTotal(line, currency) ?? 0), 0);

const offsetAt = (at: number, zone: string): number => {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  }).formatToParts(at);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  const wall = `${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}`;
  return Date.parse(`${wall}:${of('second')}Z`) - at;
};

/** The moment of a local time in a zone; the offset is that of the moment itself. */
export const momentIn = (local: string, zone: string): string => {
  const wall = Date.parse(`${local}:00Z`);
  const first = wall - offsetAt(wall, zone);
  return new Date(wall - offsetAt(first, zone)).toISOString();
};

export type TryShop = { currency: string; zone: string; draftId: string | null };

const orderOf = (draft: TryDraft, currency: string): object | null => {
  if (draft.mode === 'amount') {
    const total_minor = minorOf(draft.amount, currency);
    return total_minor === null ? null : { currency, total_minor };
  }
  const lines = draft.lines.map((line) => ({ line, total_minor: lineTotal(line, currency) }));
  if (lines.length === 0 || lines.some(({ total_minor }) => total_minor === null)) return null;
  return {
    currency,
    total_minor: totalOf(draft.lines, currency),
    lines: lines.map(({ line, total_minor }) => ({
      name: line.category,
      ...(line.category === OTHER ? {} : { category: line.category }),
      quantity: Number(line.quantity),
      total_minor,
    })),
  };
};

const visitOf = ({ stamps }: TryDraft): object | null => {
  const taps = Object.entries(stamps).filter(([, n]) => n.trim() !== '');
  if (taps.some(([, n]) => wholeOf(n) === null)) return null;
  const counted = taps.map(([unit, n]) => ({ unit, amount: Number(n) }));
  return { stamps: counted.filter(({ amount }) => amount > 0) };
};

/** The request for a preview; null while something needed is missing. */
export const previewBody = (draft: TryDraft, shop: TryShop): object | null => {
  const { member, program, mode, when, place } = draft;
  const what = mode === 'visit' ? visitOf(draft) : orderOf(draft, shop.currency);
  if (!what) return null;
  const placed = place === '' ? what : { ...what, location_id: place };
  return {
    ...(member && { member: { id: member.id } }),
    ...(mode === 'visit' ? { visit: placed } : { order: placed }),
    program: program === 'draft' && shop.draftId !== null ? shop.draftId : 'live',
    ...(when !== '' && { at: momentIn(when, shop.zone) }),
  };
};
