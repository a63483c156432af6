import type { HistoryRow } from '#contract/card-pages.ts';
import { explain } from '#contract/messages/explain/explain.ts';
import type { Entry } from '#core/decision.ts';
import type { ExplanationCode } from '#core/explanation.ts';
import type { JoinSource } from './join-view.ts';
import { type Words, wordsFor } from './words.ts';

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
    name: nameOf(entry, words, source),
    text: explain(entry, context),
    at: new Date(entry.at).toISOString(),
    day: `${words.day(entry.at)}, ${words.time(entry.at)}`,
    amount: signed(entry, words),
    gain: entry.amount > 0,
  }));
};

type Kind =
  | 'purchase'
  | 'refund'
  | 'visit'
  | 'promotion'
  | 'gift'
  | 'welcome'
  | 'tap'
  | 'reward'
  | 'reward_back'
  | 'adjustment'
  | 'undone'
  | 'expiry';

/** What names an entry in one word; those of rules follow from what they are about. */
const NAMED: Partial<Record<ExplanationCode, Kind>> = {
  'earn.visit': 'visit',
  'update.visit': 'visit',
  'earn.welcome': 'welcome',
  'earn.tap': 'tap',
  'earn.promotion': 'promotion',
  'update.promotion': 'promotion',
  'earn.promotion_tap': 'promotion',
  'earn.milestone': 'gift',
  'refund.milestone': 'undone',
  'earn.occasion': 'gift',
  redeem: 'reward',
  'redeem.cancel': 'reward_back',
  adjust: 'adjustment',
  reverse: 'undone',
  detach: 'undone',
  expire: 'expiry',
};

const kindOf = (code: ExplanationCode): Kind =>
  NAMED[code] ?? (code.startsWith('refund.') ? 'refund' : 'purchase');

/** A promotion and a reward by their own names, everything else by what it is. */
const nameOf = ({ explanation }: HistoryEntry, words: Words, source: JoinSource): string => {
  const { code, params } = explanation;
  if ('promotion' in params) {
    const { promotions = [] } = source.document;
    const names = promotions.find(({ id }) => id === params.promotion)?.names;
    if (names) return words.named(names);
  }
  if ('reward_id' in params && code === 'redeem') {
    const reward = source.rewards.find(({ id }) => id === params.reward_id);
    if (reward) return words.named(reward.name);
  }
  return words.t(`history.kind.${kindOf(code)}`);
};

/** With a real minus sign, which is as wide as the plus. */
const signed = ({ unit, amount }: HistoryEntry, words: Words): string =>
  `${amount > 0 ? '+' : '\u2212'}${words.units(unit, Math.abs(amount))}`;
