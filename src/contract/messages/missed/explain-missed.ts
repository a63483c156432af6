import type { Condition } from '#core/condition.ts';
import type { LineMatch, Locale, ProgramDocument, Promotion } from '#core/program.ts';
import type { WhyNot } from '#core/why-not.ts';
import type { Reason } from '#core/why-nothing.ts';
import { plainText } from '../../marked-text.ts';
import { sentenceWriter } from '../../rule-sentence.ts';
import { area } from '../area.ts';
import { unitsText } from '../explain/explain.ts';
import { formatDay, formatMoney, formatNumber } from '../format.ts';
import type { ReaderLocale, Translate } from '../translate.ts';
import { type MissedKey, missedTables } from './index.ts';

/** Who reads, and what the shop calls things. */
export type MissedContext = {
  /** The version that decided. */
  document: ProgramDocument;
  reader: ReaderLocale;
  merchantLocale: Locale;
  locationName: (id: string) => string;
};

const texts = area(missedTables);

/** What the select arguments of the messages call "not there". */
const NONE = 'none';

/** 2024 began on a Monday: its days 1 … 7 are the ISO weekdays. */
const weekday = (day: number, locale: Locale): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(
    Date.UTC(2024, 0, day),
  );

const listOf = (items: readonly string[], locale: Locale): string =>
  new Intl.ListFormat(locale, { type: 'conjunction' }).format(items);

type Words = MissedContext & { t: Translate<MissedKey>; locale: Locale };

const namedIn = (match: LineMatch): string[] => [
  ...(match.categories ?? []),
  ...(match.skus ?? []),
  ...(match.tags ?? []),
];

const isKey = (key: string): key is MissedKey => key in missedTables.en;

/** "the purchase has no coffee" */
const absent = ({ t }: Words, match: LineMatch): string => {
  const named = namedIn(match);
  const key = `absent.${named[0]}`;
  if (named.length === 0) return t('absent.any');
  const isCategory = named.length === 1 && match.categories?.length === 1;
  return isCategory && isKey(key) ? t(key) : t('absent.other', { what: named.join(', ') });
};

const dayText = (day: string | null, locale: Locale): string =>
  day === null ? NONE : formatDay(Date.parse(`${day}T12:00:00Z`), locale, 'UTC');

const tierName = ({ document, locale, merchantLocale }: Words, id: string): string => {
  const names = document.tiers?.tiers.find((tier) => tier.id === id)?.names;
  return names?.[locale] ?? names?.[merchantLocale] ?? id;
};

const conditionReason = (words: Words, condition: Condition, had: number): string => {
  const { t, locale, document, locationName } = words;
  const money = (minor: number) => formatMoney(minor, document.currency, locale);
  switch (condition.kind) {
    case 'weekdays': {
      const days = condition.days.map((day) => weekday(day, locale));
      return t('condition.weekdays', { days: listOf(days, locale) });
    }
    case 'hours':
      return t('condition.hours', { from: condition.from, to: condition.to });
    case 'dates': {
      const [from, to] = [dayText(condition.from, locale), dayText(condition.to, locale)];
      return t('condition.dates', { from, to });
    }
    case 'locations': {
      const where = condition.locations.map(locationName);
      return t('condition.locations', { where: listOf(where, locale) });
    }
    case 'channel':
      return t('condition.channel', { channel: condition.channel });
    case 'tiers': {
      const tiers = condition.tiers.map((id) => tierName(words, id));
      return t('condition.tiers', { tiers: listOf(tiers, locale) });
    }
    case 'member_tags':
      return t('condition.member_tags', { tags: condition.tags.join(', ') });
    case 'new_member':
      return t('condition.new_member', { n: condition.days });
    case 'basket': {
      const { match, quantity: n } = condition;
      if (n === 1) return absent(words, match);
      const what = namedIn(match).join(', ') || NONE;
      return t('condition.basket', { n, what, had: formatNumber(had, locale) });
    }
    case 'spend':
      return t('condition.spend', { money: money(condition.minor), had: money(had) });
    case 'first_purchase':
    case 'birthday':
      return t(`condition.${condition.kind}`);
  }
};

type Named = { id: string; name: string | null };

/** A promotion by its own name, a rule by its sentence. */
const named = (words: Words, id: string): Named => {
  const { document, locale, reader, merchantLocale } = words;
  const promotion: Promotion | undefined = document.promotions?.find((each) => each.id === id);
  if (promotion) {
    const { names } = promotion;
    return { id, name: names?.[locale] ?? names?.[merchantLocale] ?? null };
  }
  const rule = document.rules.find((each) => each.id === id);
  if (!rule) throw new Error(`rule ${id} is not in the program`);
  const writer = sentenceWriter({ document, rewardNames: {}, locale: reader, merchantLocale });
  return { id, name: plainText(writer.rule(rule)).replace(/\.$/, '') };
};

const reasonText = (words: Words, rule: string, reason: Reason): string => {
  const { t, locale, document } = words;
  switch (reason.code) {
    case 'condition':
      return conditionReason(words, reason.condition, reason.had ?? 0);
    case 'limit': {
      const { of, most, per } = reason.limit;
      if (of === 'times') return t('limit.times', { n: most, per: t(`per.${per}`) });
      const units = unitsText(unitGiven(document, rule), most, words);
      return t('limit.units', { units, per: t(`per.${per}`) });
    }
    case 'cap': {
      const { unit, most, per } = reason.cap;
      return t('cap', { units: unitsText(unit, most, words), per: t(`per.${per}`) });
    }
    case 'beaten':
      return t('beaten', { other: named(words, reason.by).name ?? NONE });
    case 'no_match':
      return absent(words, reason.match);
    case 'too_little': {
      const money = formatMoney(reason.missing_minor, document.currency, locale);
      return t('too_little', { money });
    }
    default:
      return t(reason.code);
  }
};

const unitGiven = ({ rules, promotions = [] }: ProgramDocument, id: string): string => {
  const term = [...rules, ...promotions].find((each) => each.id === id);
  if (!term) throw new Error(`rule ${id} is not in the program`);
  return term.give.unit;
};

export type MissedText = {
  /** What the rule or promotion is called. */
  name: string;
  reason: string;
  /** Both as one sentence, e.g. "“Double points with a pastry” did not apply: …". */
  sentence: string;
};

/** The sentences of what gave nothing, in the reader's language. */
export const explainMissed = (missed: readonly WhyNot[], context: MissedContext): MissedText[] => {
  const t = texts(context.reader);
  const words = { ...context, t, locale: context.reader === 'xx' ? 'en' : context.reader } as Words;
  return missed.map(({ rule, reason }) => {
    const name = named(words, rule).name ?? t('promotion');
    const said = reasonText(words, rule, reason);
    // A date may end with a dot of its own.
    const sentence = t('sentence', { name, reason: said }).replace(/\.\.$/, '.');
    return { name, reason: said, sentence };
  });
};
