import { unitWordFor } from '#core/plural.ts';
import type {
  EarningRule,
  Expiry,
  Locale,
  ProgramDocument,
  StampCard,
  Unit,
} from '#core/program.ts';
import { area } from './messages/area.ts';
import { formatMoney, formatNumber } from './messages/format.ts';
import { type RuleKey, ruleTables } from './messages/rule/index.ts';
import type { ReaderLocale, Translate } from './messages/translate.ts';

/** A piece of a sentence: plain text, or a part that can be changed, known by its name. */
export type Segment = { text: string; part: string | null };

/** A term of the program as one sentence, e.g. "For [each coffee] you get [1 stamp]." */
export type Sentence = Segment[];

export type SentenceContext = {
  document: ProgramDocument;
  /** Names of rewards by id, in the reader's language. */
  rewardNames: Record<string, string>;
  locale: ReaderLocale;
  merchantLocale: Locale;
};

// Private-use signs around a part let any language place it where its grammar wants it.
const [OPEN, NAMED, CLOSE] = ['\uE000', '\uE001', '\uE002'];
const MARKED = /\uE000([^\uE001]*)\uE001([^\uE002]*)\uE002/g;
const mark = (part: string, text: string): string => `${OPEN}${part}${NAMED}${text}${CLOSE}`;

const segments = (marked: string): Sentence => {
  const sentence: Sentence = [];
  let from = 0;
  for (const match of marked.matchAll(MARKED)) {
    if (match.index > from) sentence.push({ text: marked.slice(from, match.index), part: null });
    sentence.push({ text: match[2] ?? '', part: match[1] ?? null });
    from = match.index + match[0].length;
  }
  if (from < marked.length) sentence.push({ text: marked.slice(from), part: null });
  return sentence;
};

/** The sentence without its parts marked. */
export const plainText = (sentence: Sentence): string => sentence.map(({ text }) => text).join('');

const translate = area(ruleTables);

/** The words of one program for one reader. */
const wordsOf = ({ document, locale, merchantLocale }: SentenceContext) => {
  const reader: Locale = locale === 'xx' ? 'en' : locale;
  const t = translate(locale);
  const word = (id: string, n: number): string => {
    const unit = document.units.find((each) => each.id === id);
    if (!unit) throw new Error(`the program has no unit ${id}`);
    return unitWordFor(unit.names, n, reader, merchantLocale);
  };
  const counted = (unit: string, n: number): string =>
    `${formatNumber(n, reader)} ${word(unit, n)}`;
  const name = (unit: string): string => {
    const many = word(unit, 2);
    return many.charAt(0).toLocaleUpperCase(reader) + many.slice(1);
  };
  return { reader, t, counted, name };
};

type Words = ReturnType<typeof wordsOf>;

const isKey = (key: string): key is RuleKey => key in ruleTables.en;

/** Categories in the reader's words where we have them, the merchant's own and SKUs as written. */
const namedIn = ({ t }: Words, match: EarningRule['match']): string[] => [
  ...(match?.categories ?? []).map((category) => {
    const key = `item.${category}`;
    return isKey(key) ? t(key) : category;
  }),
  ...(match?.skus ?? []),
];

/** "each coffee", in the case the sentence needs; unknown categories stay readable. */
const eachOf = (words: Words, match: EarningRule['match']): string => {
  const { t } = words;
  const named = namedIn(words, match);
  const key = `each.${match?.categories?.[0]}`;
  if (named.length === 0) return t('each.any');
  if (named.length === 1 && isKey(key)) return t(key);
  return t('each.other', { what: named.join(', ') });
};

const ruleSentence = (words: Words, { on, match, give }: EarningRule, currency: string): string => {
  const { t, reader } = words;
  const units = mark('units', words.counted(give.unit, give.units));
  const values = { n: give.units, units };
  if (give.kind === 'per_item') {
    return t('per_item', { ...values, each: mark('match', eachOf(words, match)) });
  }
  if (give.kind === 'fixed') {
    if (on === 'enrollment') return t('welcome', values);
    return t(on === 'visit' ? 'per_visit' : 'per_purchase', values);
  }
  const money = mark('money', formatMoney(give.per_minor, currency, reader));
  const named = namedIn(words, match);
  if (named.length === 0) return t(`per_amount.${give.remainder}`, { ...values, money });
  const what = mark('match', named.join(', '));
  return t(`per_amount_on.${give.remainder}`, { ...values, money, what });
};

const span = ({ t }: Words, minutes: number): string =>
  minutes > 0 && minutes % 60 === 0
    ? t('hours', { n: minutes / 60 })
    : t('minutes', { n: minutes });

/** Writes the terms of one program for one reader. Throws when a rule names an unknown unit. */
export const sentenceWriter = (context: SentenceContext) => {
  const { document, rewardNames } = context;
  const words = wordsOf(context);
  const { t, counted, name } = words;
  return {
    counted,
    rule: (rule: EarningRule): Sentence => segments(ruleSentence(words, rule, document.currency)),
    stampCard: ({ unit, size, reward_id }: StampCard): Sentence => {
      const reward = mark('reward', rewardNames[reward_id] ?? reward_id);
      return segments(t('stamp_card', { units: mark('size', counted(unit, size)), reward }));
    },
    coolDown: (): Sentence => {
      const minutes = mark('minutes', span(words, document.cool_down_minutes));
      return segments(t('cool_down', { minutes }));
    },
    /** What of a purchase counts where units are given by money. */
    base: (): Sentence => {
      const { shipping, tips, fees } = document.base;
      return segments(t(shipping || tips || fees ? 'base.all' : 'base.goods'));
    },
    expiry: (unit: Unit): Sentence => segments(expirySentence(t, name(unit.id), unit.expiry)),
    activation: (unit: Unit): Sentence => {
      const days = mark('days', t('days', { n: unit.activation_days }));
      return segments(t('activation', { unit: name(unit.id), days }));
    },
    refund: (): Sentence =>
      segments(t('refund', { policy: mark('policy', t(`policy.${document.refund_policy}`)) })),
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
