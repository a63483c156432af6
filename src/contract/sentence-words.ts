import { unitWordFor } from '#core/plural.ts';
import type { LineMatch, Locale, ProgramDocument } from '#core/program.ts';
import { remembered } from '#core/remembered.ts';
import { area } from './messages/area.ts';
import { type ConditionKey, conditionTables } from './messages/condition/index.ts';
import { formatMoney, formatNumber } from './messages/format.ts';
import { type RuleKey, ruleTables } from './messages/rule/index.ts';
import type { ReaderLocale } from './messages/translate.ts';

/** What the messages call "not there". */
export const NONE = 'none';

/** Who reads, and how the merchant calls things. */
export type WordsContext = {
  document: Pick<ProgramDocument, 'units' | 'currency' | 'tiers'>;
  locale: ReaderLocale;
  merchantLocale: Locale;
  /** Names of locations by the ids that the document uses. */
  locationNames?: Record<string, string> | undefined;
};

const ruleTexts = area(ruleTables);
const conditionTexts = area(conditionTables);

const listFormat = remembered(
  (locale: Locale, type: 'conjunction' | 'disjunction') => new Intl.ListFormat(locale, { type }),
);

const isRuleKey = (key: string): key is RuleKey => Object.hasOwn(ruleTables.en, key);
const isConditionKey = (key: string): key is ConditionKey => Object.hasOwn(conditionTables.en, key);

type Translators = {
  rule: ReturnType<typeof ruleTexts>;
  condition: ReturnType<typeof conditionTexts>;
};

/** What lines are meant, in the grammatical forms that sentences need. */
const matchWords = ({ rule, condition }: Translators) => {
  // As one word, as the merchant wrote it where we have none.
  const nameOf = (category: string): string => {
    const key = `item.${category}`;
    return isRuleKey(key) ? rule(key) : category;
  };
  const named = (match: LineMatch | undefined): string[] => [
    ...(match?.categories ?? []).map(nameOf),
    ...(match?.skus ?? []),
    ...(match?.tags ?? []),
  ];
  const only = (match: LineMatch | undefined): string | null =>
    match?.categories?.length === 1 && !match.skus && !match.tags ? match.categories[0]! : null;
  return {
    /** "coffee, tea"; null = everything. */
    names: (match: LineMatch | undefined): string | null => named(match).join(', ') || null,
    /** "each coffee" */
    each: (match: LineMatch | undefined): string => {
      const what = named(match).join(', ');
      const key = `each.${only(match)}`;
      if (what === '') return rule('each.any');
      return isRuleKey(key) ? rule(key) : rule('each.other', { what });
    },
    /** "with a coffee" */
    having: (match: LineMatch | undefined): string => {
      const what = named(match).join(', ');
      const key = `with.${only(match)}`;
      if (what === '') return condition('with.any');
      return isConditionKey(key) ? condition(key) : condition('with.other', { what });
    },
  };
};

/** The words of one program for one reader. Throws for a unit that the program lacks. */
export const wordsOf = ({ document, locale, merchantLocale, locationNames }: WordsContext) => {
  const reader: Locale = locale === 'xx' ? 'en' : locale;
  const t = ruleTexts(locale);
  const condition = conditionTexts(locale);
  const word = (id: string, n: number): string => {
    const unit = document.units.find((each) => each.id === id);
    if (!unit) throw new Error(`the program has no unit ${id}`);
    return unitWordFor(unit.names, n, reader, merchantLocale);
  };
  const tier = (id: string): string => {
    const names = document.tiers?.tiers.find((each) => each.id === id)?.names;
    return names?.[reader] ?? names?.[merchantLocale] ?? id;
  };
  return {
    ...{ reader, t, condition, word, tier },
    ...matchWords({ rule: t, condition }),
    counted: (unit: string, n: number): string => `${formatNumber(n, reader)} ${word(unit, n)}`,
    money: (minor: number): string => formatMoney(minor, document.currency, reader),
    /** Only locations that still have a name. */
    locations: (ids: readonly string[]): string[] => ids.flatMap((id) => locationNames?.[id] ?? []),
    and: (items: readonly string[]): string => listFormat(reader, 'conjunction').format(items),
    or: (items: readonly string[]): string => listFormat(reader, 'disjunction').format(items),
  };
};

export type SentenceWords = ReturnType<typeof wordsOf>;
