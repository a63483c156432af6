import { formatMoney, formatNumber } from '#contract/messages/format.ts';
import type { TillKey } from '#contract/messages/till/index.ts';
import type { Translate } from '#contract/messages/translate.ts';
import type { TillProgram, TillReward } from '#contract/till-directory.ts';
import { unitWordFor } from '#core/plural.ts';
import type { Locale } from '#core/program.ts';
import { tapCategory } from '../logic/member-view.ts';
import { CATEGORY_KEYS } from './category-words.ts';
import type { Texts } from './language.ts';

const unitOf = (program: TillProgram, id: string) => program.units.find((it) => it.id === id);

/** "2 stamps": an amount of a unit in the reader's language. */
export const gainText = (
  program: TillProgram,
  { locale }: Texts,
  unit: string,
  amount: number,
  // A number and its unit stay on one line.
): string => `${formatNumber(amount, locale)}\u00a0${wordOf(program, unit, amount, locale)}`;

const wordOf = (program: TillProgram, unit: string, count: number, locale: Locale): string => {
  const known = unitOf(program, unit);
  if (!known) return unit;
  return unitWordFor(known.names, count, locale, program.merchant.locale);
};

/** The category's own word where we have one, the key itself where the merchant made it up. */
export const categoryWord = (t: Translate<TillKey>, category: string, count: number): string => {
  const key = CATEGORY_KEYS[category];
  return key ? t(key, { count }) : category;
};

/** What staff tap: the item where one category fills the card, the stamp otherwise. */
export const itemWord = (
  program: TillProgram,
  { t, locale }: Texts,
  unit: string,
  count: number,
): string => {
  const category = tapCategory(program, unit);
  if (category && CATEGORY_KEYS[category]) return categoryWord(t, category, count);
  return wordOf(program, unit, count, locale);
};

/** The reward's name for the reader: their language, the merchant's, any. */
export const localName = (
  names: Partial<Record<Locale, string>>,
  locale: Locale,
  merchantLocale: Locale,
): string => names[locale] ?? names[merchantLocale] ?? Object.values(names)[0] ?? '';

export const rewardName = (program: TillProgram, { locale }: Texts, reward: TillReward): string =>
  localName(reward.name, locale, program.merchant.locale);

/** The line for the fiscal till: "−5 €", "−10 %", or the product at no price. */
export const fiscalWords = (program: TillProgram, texts: Texts, reward: TillReward): string => {
  const { locale, t } = texts;
  if (reward.kind === 'amount_off' && reward.amount_minor !== null) {
    return `−${formatMoney(reward.amount_minor, program.merchant.currency, locale)}`;
  }
  if (reward.kind === 'percent_off' && reward.percent !== null) {
    const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });
    return `−${share.format(reward.percent / 100)}`;
  }
  return t('words.free', { reward: rewardName(program, texts, reward) });
};

export const moneyText = (program: TillProgram, { locale }: Texts, minor: number): string =>
  formatMoney(minor, program.merchant.currency, locale);

const DAY_MS = 86_400_000;

/** "today", "yesterday", "3 days ago", later the date. */
export const whenText = (at: number, now: number, { locale }: Texts, zone: string): string => {
  const day = (ms: number) =>
    Date.parse(new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(ms));
  const days = Math.round((day(at) - day(now)) / DAY_MS);
  if (days >= -6) {
    return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day');
  }
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: zone }).format(at);
};

/** The day of something that was not today. */
export const earlierDay = (at: number, now: number, { locale }: Texts, zone: string): string => {
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'numeric', timeZone: zone });
  const text = day.format(at);
  return text === day.format(now) ? '' : text;
};

/** The name of a weekday, 1 = Monday. */
export const weekdayText = (weekday: number, { locale }: Texts): string => {
  const monday = Date.UTC(2024, 0, 1);
  const day = monday + (weekday - 1) * DAY_MS;
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(day);
};
