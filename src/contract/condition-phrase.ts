import {
  type ArgumentType,
  type Channel,
  CONDITION_ARGUMENTS,
  type Condition,
  type ConditionKind,
} from '#core/condition.ts';
import type { LineMatch, Promotion } from '#core/program.ts';
import { mark, plainText, sentenceOf } from './marked-text.ts';
import type { ConditionKey } from './messages/condition/index.ts';
import { formatDay } from './messages/format.ts';
import type { MessageParams } from './messages/translate.ts';
import { NONE, type SentenceWords, type WordsContext, wordsOf } from './sentence-words.ts';

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;

const weekdayText = ({ condition, and }: SentenceWords, days: readonly number[]): string => {
  const sorted = WEEK.filter((day) => days.includes(day));
  const [first = 1, last = 7] = [sorted[0], sorted.at(-1)];
  if (sorted.length === WEEK.length) return condition('weekdays.all');
  const isRun = sorted.length > 2 && last - first === sorted.length - 1;
  if (isRun) return `${condition(`day.from.${first}`)} ${condition(`day.to.${last}`)}`;
  return and(sorted.map((day) => condition(`day.on.${day}`)));
};

const timeText = ({ condition }: SentenceWords, time: string): string => {
  const [hours, minutes = '00'] = time.split(':');
  return condition('time', { hours: String(Number(hours)), minutes });
};

type Writers = Record<ArgumentType, (value: never) => string | number>;

/** How each type of argument is written; numbers stay numbers, for the plural. */
const writersOf = (words: SentenceWords, isOne: boolean): Writers => ({
  weekdays: (days: number[]) => weekdayText(words, days),
  time: (time: string) => timeText(words, time),
  date: (day: string | null) =>
    day === null ? NONE : formatDay(Date.parse(day), words.reader, 'UTC'),
  locations: (ids: string[]) => words.or(words.locations(ids)) || NONE,
  channel: (channel: Channel) => channel,
  tiers: (ids: string[]) => words.or(ids.map(words.tier)),
  tags: (tags: string[]) => words.or(tags),
  days: (days: number) => days,
  pieces: (pieces: number) => pieces,
  money: (minor: number) => words.money(minor),
  match: (match: LineMatch) =>
    isOne ? words.having(match) : (words.names(match) ?? words.condition('name.any')),
});

/** Some conditions read otherwise when their arguments coincide. */
const keyOf = (condition: Condition): ConditionKey => {
  const { kind } = condition;
  if (kind === 'dates' && condition.from === condition.to) return 'dates.day';
  if (kind === 'birthday' && condition.before + condition.after === 0) return 'birthday.day';
  return kind === 'basket' && condition.quantity > 1 ? 'basket.more' : kind;
};

/** A condition as a phrase that can begin a sentence: "between 15:00 and 17:00". */
export const conditionPhrase = (words: SentenceWords, condition: Condition): string => {
  const isOne = condition.kind === 'basket' && condition.quantity === 1;
  const writers = writersOf(words, isOne);
  const params: MessageParams = { n: 1 };
  const types: [string, ArgumentType][] = Object.entries(CONDITION_ARGUMENTS[condition.kind]);
  for (const [name, type] of types) {
    const value = (condition as Record<string, unknown>)[name];
    if (type === 'locations') params.n = words.locations(value as string[]).length;
    params[name] = writers[type](value as never);
  }
  return words.condition(keyOf(condition), params);
};

/** Phrases about time follow each other without a word between. */
const TIMES: ReadonlySet<ConditionKind> = new Set(['weekdays', 'hours', 'dates']);

/** All conditions as the begin of a sentence, each a part `when.N`; null where there is none. */
export const whenPhrase = (
  words: SentenceWords,
  when: readonly Condition[],
  more: readonly string[] = [],
): string | null => {
  const phrases = when.map((condition, index) => ({
    text: mark(`when.${index}`, conditionPhrase(words, condition)),
    isTime: TIMES.has(condition.kind),
  }));
  const times = phrases.filter(({ isTime }) => isTime).map(({ text }) => text);
  const others = phrases.filter(({ isTime }) => !isTime).map(({ text }) => text);
  const groups = [...(times.length > 0 ? [times.join(' ')] : []), ...others, ...more];
  return groups.length === 0 ? null : words.and(groups);
};

/** When a promotion counts, as a title: "On your first purchase"; null = always. */
export const promotionTitle = ({ when }: Promotion, context: WordsContext): string | null => {
  const words = wordsOf(context);
  const phrase = whenPhrase(words, when);
  return phrase === null ? null : plainText(sentenceOf(phrase, words.reader));
};
