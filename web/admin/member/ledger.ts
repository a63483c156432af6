import type { MemberEntry, MemberView } from '#contract/member.ts';

const KINDS = ['order', 'visit', 'redemption', 'adjustment', 'enrollment', 'expiry'] as const;
export type Kind = (typeof KINDS)[number] | 'other';

export type Line = MemberEntry & {
  /** The account right after this entry. */
  balance: number;
};

/** What one decision changed, as one row of the ledger. */
export type Row = {
  decision_id: string;
  at: string;
  kind: Kind;
  isReversed: boolean;
  isReversible: boolean;
  /** Reasons to look at it; words are known for those of offline awards. */
  flags: string[];
  /** The program version that gave it; null where no rule spoke. */
  version: number | null;
  staff: string | null;
  till: string | null;
  lines: Line[];
};

/** `order:ord_…` → `order`; whatever we have no word for is `other`. */
export const kindOf = (subject: string): Kind =>
  KINDS.find((kind) => kind === subject.split(':')[0]) ?? 'other';

/** `rule:stamps@3` → 3. */
export const versionOf = (cause: string): number | null => {
  const found = /@(\d+)$/.exec(cause);
  return found ? Number(found[1]) : null;
};

/** Entries (the newest first, from the very last one on) with the balance each of them left. */
export const withBalances = (
  entries: readonly MemberEntry[],
  accounts: MemberView['accounts'],
): Line[] => {
  const now = new Map(accounts.map(({ unit, balance }) => [unit, balance]));
  return entries.map((entry) => {
    const balance = now.get(entry.unit) ?? 0;
    now.set(entry.unit, balance - entry.amount);
    return { ...entry, balance };
  });
};

/** One row per decision, in the order of the entries. */
export const rowsOf = (lines: readonly Line[]): Row[] => {
  const rows = new Map<string, Row>();
  for (const line of lines) {
    const known = rows.get(line.decision_id);
    if (known) {
      known.lines.push(line);
      known.version ??= versionOf(line.cause);
      continue;
    }
    const { decision_id, at, subject, staff, till, flags, reversed: isReversed } = line;
    const isFinal = line.explanation.code === 'reverse' || line.explanation.code === 'expire';
    rows.set(decision_id, {
      ...{ decision_id, at, staff, till, flags, isReversed },
      kind: kindOf(subject),
      isReversible: !isReversed && !isFinal,
      version: versionOf(line.cause),
      lines: [line],
    });
  }
  return [...rows.values()];
};

/** Units a row moved, each once: a rule and a tap of one unit are one change. */
export const changesOf = ({ lines }: Pick<Row, 'lines'>): { unit: string; amount: number }[] => {
  const sums = new Map<string, number>();
  for (const { unit, amount } of lines) sums.set(unit, (sums.get(unit) ?? 0) + amount);
  return [...sums].map(([unit, amount]) => ({ unit, amount }));
};

/** Balances after a row: of each unit what its newest entry left. */
export const balancesOf = ({ lines }: Pick<Row, 'lines'>): { unit: string; balance: number }[] => {
  const left = new Map<string, number>();
  for (const { unit, balance } of lines) if (!left.has(unit)) left.set(unit, balance);
  return [...left].map(([unit, balance]) => ({ unit, balance }));
};

// A spreadsheet takes a text with one of these in front for a formula.
const FORMULA = /^[=+\-@\t\r]/;

const cell = (value: string | number): string => {
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** The ledger as CSV (RFC 4180), one line per entry. */
export const csvOf = (lines: readonly Line[]): string =>
  [
    ['at', 'event', 'unit', 'amount', 'balance', 'reason', 'staff', 'till', 'decision'],
    ...lines.map((line) => [
      ...[line.at, kindOf(line.subject), line.unit, line.amount, line.balance],
      ...[line.explanation.text, line.staff ?? '', line.till ?? '', line.decision_id],
    ]),
  ]
    .map((cells) => cells.map(cell).join(','))
    .join('\r\n');
