import { formsFor, unitWord } from '#core/plural.ts';
import type {
  EarningRule,
  Expiry,
  Locale,
  ProgramDocument,
  StampCard,
  Unit,
} from '#core/program.ts';
import { formatMoney } from './messages/format.ts';
import { type RuleKey, ruleTables } from './messages/rule/index.ts';
import { tableFor } from './messages/tables.ts';
import { type ReaderLocale, type Translate, translator } from './messages/translate.ts';

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

/** Writes the terms of one program for one reader. Throws when a rule names an unknown unit. */
export const sentenceWriter = (context: SentenceContext) => {
  const { document, locale, merchantLocale } = context;
  const reader: Locale = locale === 'xx' ? 'en' : locale;
  const t: Translate<RuleKey> = translator(locale, tableFor(ruleTables, locale));
  const known = new Set<string>(Object.keys(ruleTables.en));

  const unitById = (id: string): Unit => {
    const unit = document.units.find((each) => each.id === id);
    if (!unit) throw new Error(`the program has no unit ${id}`);
    return unit;
  };
  const word = (unit: string, n: number): string =>
    unitWord(formsFor(unitById(unit).names, reader, merchantLocale), n, reader);
  const counted = (unit: string, n: number): string =>
    `${new Intl.NumberFormat(reader).format(n)} ${word(unit, n)}`;
  const units = (unit: string, n: number): string => mark('units', counted(unit, n));

  const each = (match: EarningRule['match']): string => {
    const named = [...(match?.categories ?? []), ...(match?.skus ?? [])];
    if (named.length === 0) return mark('match', t('each.any'));
    const key = `each.${named[0]}`;
    if (named.length === 1 && !match?.skus && known.has(key))
      return mark('match', t(key as RuleKey));
    return mark('match', t('each.other', { what: named.join(', ') }));
  };

  const perAmount = (rule: EarningRule, give: EarningRule['give']): Sentence => {
    if (give.kind !== 'per_amount') throw new Error('not a rule per amount');
    const money = mark('money', formatMoney(give.per_minor, document.currency, reader));
    const named = [...(rule.match?.categories ?? []), ...(rule.match?.skus ?? [])];
    const values = { money, n: give.units, units: units(give.unit, give.units) };
    if (named.length === 0) return segments(t(`per_amount.${give.remainder}`, values));
    const what = mark('match', named.join(', '));
    return segments(t(`per_amount_on.${give.remainder}`, { ...values, what }));
  };

  const span = (minutes: number): string =>
    minutes > 0 && minutes % 60 === 0
      ? t('hours', { n: minutes / 60 })
      : t('minutes', { n: minutes });

  const capital = (text: string): string =>
    text.charAt(0).toLocaleUpperCase(reader) + text.slice(1);

  return {
    counted,
    rule: (rule: EarningRule): Sentence => {
      const { give } = rule;
      if (give.kind === 'per_amount') return perAmount(rule, give);
      const values = { n: give.units, units: units(give.unit, give.units) };
      if (give.kind === 'per_item') {
        return segments(t('per_item', { ...values, each: each(rule.match) }));
      }
      if (rule.on === 'enrollment') return segments(t('welcome', { units: values.units }));
      return segments(t(rule.on === 'visit' ? 'per_visit' : 'per_purchase', values));
    },
    stampCard: (card: StampCard): Sentence => {
      const reward = context.rewardNames[card.reward_id] ?? card.reward_id;
      return segments(
        t('stamp_card', {
          units: mark('size', counted(card.unit, card.size)),
          reward: mark('reward', reward),
        }),
      );
    },
    coolDown: (): Sentence =>
      segments(t('cool_down', { minutes: mark('minutes', span(document.cool_down_minutes)) })),
    expiry: (unit: Unit): Sentence => {
      const name = capital(word(unit.id, 5));
      return segments(expirySentence(t, name, unit.expiry));
    },
    activation: (unit: Unit): Sentence =>
      segments(
        t('activation', {
          unit: capital(word(unit.id, 5)),
          days: mark('days', t('days', { n: unit.activation_days })),
        }),
      ),
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
