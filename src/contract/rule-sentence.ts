import type {
  Cap,
  EarningRule,
  Expiry,
  Limit,
  LineMatch,
  ProgramDocument,
  Promotion,
  StampCard,
  Unit,
} from '#core/program.ts';
import { whenPhrase } from './condition-phrase.ts';
import { mark, type Sentence, sentenceOf } from './marked-text.ts';
import { formatNumber } from './messages/format.ts';
import type { RuleKey } from './messages/rule/index.ts';
import type { Translate } from './messages/translate.ts';
import { NONE, type SentenceWords, type WordsContext, wordsOf } from './sentence-words.ts';

export type SentenceContext = Omit<WordsContext, 'document'> & {
  document: ProgramDocument;
  /** Names of rewards by id, in the reader's language. */
  rewardNames: Record<string, string>;
};

/** A text inside a sentence; German keeps its capital, since a full sentence follows a colon. */
const inside = (text: string, { reader }: SentenceWords): string =>
  reader === 'de' ? text : text.charAt(0).toLocaleLowerCase(reader) + text.slice(1);

const limitText = (words: SentenceWords, { of, most, per }: Limit, unit: string): string => {
  const { t, counted } = words;
  const what = of === 'units' ? counted(unit, most) : t('limit.times', { n: most });
  return t('limit.amount', { what, per: t(`per.${per}`) });
};

/** The sentence with its limits at the end; apart where it already has two clauses. */
const limited = (
  words: SentenceWords,
  sentence: string,
  { limits = [], give }: Pick<EarningRule | Promotion, 'limits' | 'give'>,
): string => {
  if (limits.length === 0) return sentence;
  const { t, and } = words;
  const amounts = limits.map((limit, index) =>
    t('limit', { amount: mark(`limit.${index}`, limitText(words, limit, give.unit)) }),
  );
  const parts = { sentence: sentence.replace(/\.$/, ''), limits: and(amounts) };
  return t(sentence.includes(';') ? 'limited.apart' : 'limited', parts);
};

/** What gives once looks only at whether such a line is there, like a condition. */
const lineCondition = (
  words: SentenceWords,
  { match, give }: { match?: LineMatch | undefined; give: { kind: string } },
): string[] =>
  match && give.kind === 'fixed'
    ? [words.condition('basket', { match: mark('match', words.having(match)) })]
    : [];

const plainRule = (words: SentenceWords, { on, match, give }: EarningRule): string => {
  const { t } = words;
  const units = mark('units', words.counted(give.unit, give.units));
  const values = { n: give.units, units };
  if (give.kind === 'per_item') {
    return t('per_item', { ...values, each: mark('match', words.each(match)) });
  }
  if (give.kind === 'fixed') {
    if (on === 'enrollment') return t('welcome', values);
    return t(on === 'visit' ? 'per_visit' : 'per_purchase', values);
  }
  const money = mark('money', words.money(give.per_minor));
  const what = words.names(match);
  if (what === null) return t(`per_amount.${give.remainder}`, { ...values, money });
  return t(`per_amount_on.${give.remainder}`, { ...values, money, what: mark('match', what) });
};

const ruleSentence = (words: SentenceWords, rule: EarningRule): string => {
  const when = whenPhrase(words, rule.when ?? [], lineCondition(words, rule));
  const plain = plainRule(words, rule);
  const sentence =
    when === null ? plain : words.t('conditioned', { when, rule: inside(plain, words) });
  return limited(words, sentence, rule);
};

/** A form of the word that follows "double" in every language: the plural of many. */
const MANY = 5;

const factorText = ({ t, reader }: SentenceWords, factor: number): string => {
  if (factor === 2 || factor === 3) return t(`factor.${factor}`);
  return t('factor.other', { times: formatNumber(factor, reader) });
};

const plainPromotion = (words: SentenceWords, promotion: Promotion): string => {
  const { t } = words;
  const { give, match, when: conditions } = promotion;
  const when = whenPhrase(words, conditions, lineCondition(words, promotion)) ?? NONE;
  if (give.kind === 'multiplier') {
    const factor = mark('factor', factorText(words, give.numerator / give.denominator));
    const units = mark('unit', words.word(give.unit, MANY));
    const each = match ? mark('match', words.each(match)) : NONE;
    return t('promotion.multiplier', { when, factor, units, each });
  }
  const units = mark('units', words.counted(give.unit, give.units));
  const values = { when, n: give.units, units };
  if (give.kind === 'fixed') return t('promotion.fixed', values);
  if (give.kind === 'per_item') {
    return t('promotion.per_item', { ...values, each: mark('match', words.each(match)) });
  }
  const money = mark('money', words.money(give.per_minor));
  const names = words.names(match);
  const what = names === null ? NONE : mark('match', names);
  return t('promotion.per_amount', { ...values, money, what });
};

const capSentence = (words: SentenceWords, { unit, most, per }: Cap): string => {
  const amount = limitText(words, { of: 'units', most, per }, unit);
  return words.t('cap', { amount: mark('cap', amount) });
};

const span = (t: Translate<RuleKey>, minutes: number): string =>
  minutes > 0 && minutes % 60 === 0
    ? t('hours', { n: minutes / 60 })
    : t('minutes', { n: minutes });

/** Writes the terms of one program for one reader. Throws when a rule names an unknown unit. */
export const sentenceWriter = (context: SentenceContext) => {
  const { document, rewardNames } = context;
  const words = wordsOf(context);
  const { t, counted, reader } = words;
  const sentence = (marked: string): Sentence => sentenceOf(marked, reader);
  const name = (unit: string): string => words.word(unit, 2);
  return {
    counted,
    rule: (rule: EarningRule): Sentence => sentence(ruleSentence(words, rule)),
    promotion: (promotion: Promotion): Sentence =>
      sentence(limited(words, plainPromotion(words, promotion), promotion)),
    cap: (cap: Cap): Sentence => sentence(capSentence(words, cap)),
    stampCard: ({ unit, size, reward_id }: StampCard): Sentence => {
      const reward = mark('reward', rewardNames[reward_id] ?? reward_id);
      return sentence(t('stamp_card', { units: mark('size', counted(unit, size)), reward }));
    },
    coolDown: (): Sentence => {
      const minutes = mark('minutes', span(t, document.cool_down_minutes));
      return sentence(t('cool_down', { minutes }));
    },
    /** What of a purchase counts where units are given by money. */
    base: (): Sentence => {
      const { shipping, tips, fees } = document.base;
      return sentence(t(shipping || tips || fees ? 'base.all' : 'base.goods'));
    },
    expiry: (unit: Unit): Sentence => sentence(expirySentence(t, name(unit.id), unit.expiry)),
    activation: (unit: Unit): Sentence => {
      const days = mark('days', t('days', { n: unit.activation_days }));
      return sentence(t('activation', { unit: name(unit.id), days }));
    },
    refund: (): Sentence =>
      sentence(t('refund', { policy: mark('policy', t(`policy.${document.refund_policy}`)) })),
  };
};

const expirySentence = (t: Translate<RuleKey>, unit: string, expiry: Expiry): string => {
  switch (expiry.kind) {
    case 'none':
      return t('expiry.none', { unit, never: mark('expiry', t('expiry.value.none')) });
    case 'after_months':
      return t('expiry.after_months', {
        unit,
        months: mark('expiry', t('months', { n: expiry.months })),
      });
    case 'year_end':
      return t('expiry.year_end', {
        unit,
        year_end: mark('expiry', t('expiry.value.year_end')),
      });
  }
};
