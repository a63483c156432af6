import type { HistoryRow } from '#contract/card-pages.ts';
import { explain } from '#contract/messages/explain/explain.ts';
import type { Entry } from '#core/decision.ts';
import type { JoinSource } from './join-view.ts';
import { wordsFor } from './words.ts';

export type HistoryEntry = Pick<Entry, 'unit' | 'amount' | 'explanation'> & { at: number };

/** Entries as they are read: what happened, when, and by how much. */
export const historyRows = (source: JoinSource, entries: HistoryEntry[]): HistoryRow[] => {
  const words = wordsFor(source);
  const names = new Map(source.rewards.map(({ id, name }) => [id, words.named(name)]));
  const context = {
    document: source.document,
    reader: source.reader,
    merchantLocale: source.merchantLocale,
    rewardName: (id: string) => names.get(id),
  };
  return entries.map((entry) => ({
    text: explain(entry, context),
    at: new Date(entry.at).toISOString(),
    day: `${words.day(entry.at)}, ${words.time(entry.at)}`,
    amount: signed(entry.amount, words.number),
    gain: entry.amount > 0,
  }));
};

/** With a real minus sign, which is as wide as the plus. */
const signed = (amount: number, number: (n: number) => string): string =>
  amount > 0 ? `+${number(amount)}` : `\u2212${number(-amount)}`;
