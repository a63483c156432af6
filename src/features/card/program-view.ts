import type { ProgramView } from '#contract/card-pages.ts';
import { plainText } from '#contract/marked-text.ts';
import { sentenceWriter } from '#contract/rule-sentence.ts';
import type { ProgramDocument, Promotion } from '#core/program.ts';
import { shopView } from './card-view-model.ts';
import type { JoinSource } from './join-view.ts';
import { rewardIcon } from './points-view.ts';
import { type Words, wordsFor } from './words.ts';

export type ProgramSource = JoinSource & {
  version: number;
  since: number;
  /** The shop's own pages and how to reach it. */
  termsUrl: string | null;
  privacyUrl: string | null;
  contact: string | null;
  locationNames: Record<string, string>;
};

type Writer = ReturnType<typeof sentenceWriter>;

const promotionText = (promotion: Promotion, words: Words, writer: Writer): string => {
  const name = words.named(promotion.names ?? {});
  const text = plainText(writer.promotion(promotion));
  return name === '' ? text : `${name}: ${text}`;
};

/** What is given on top for a time, and how much there is at most. */
const moreSentences = (document: ProgramDocument, words: Words, writer: Writer): string[] => [
  ...(document.promotions ?? []).map((promotion) => promotionText(promotion, words, writer)),
  ...(document.caps ?? []).map((cap) => plainText(writer.cap(cap))),
];

/** How one earns: each rule, what counts, when units can be used, what makes one visit. */
const earnSentences = ({ rules, units, cool_down_minutes }: ProgramDocument, writer: Writer) => [
  ...rules.map((rule) => writer.rule(rule)),
  ...(rules.some(({ give }) => give.kind === 'per_amount') ? [writer.base()] : []),
  ...units
    .filter(({ activation_days }) => activation_days > 0)
    .map((unit) => writer.activation(unit)),
  ...(rules.some(({ on }) => on === 'visit') && cool_down_minutes > 0 ? [writer.coolDown()] : []),
];

/** The live version in sentences: nothing stands here that the engine does not do. */
export const programView = (source: ProgramSource, join: string): ProgramView => {
  const words = wordsFor(source);
  const { document, shop } = source;
  const { t } = words;
  const writer = sentenceWriter({
    document,
    rewardNames: Object.fromEntries(source.rewards.map(({ id, name }) => [id, words.named(name)])),
    locale: source.reader,
    merchantLocale: source.merchantLocale,
    locationNames: source.locationNames,
  });
  const byPrice = [...source.rewards].sort((a, b) => a.cost.amount - b.cost.amount);
  const ends = document.units.some(({ expiry }) => expiry.kind !== 'none');
  return {
    shop: shopView(shop),
    version: t('program.version', { number: source.version, date: words.day(source.since) }),
    earn: [
      ...earnSentences(document, writer).map(plainText),
      ...moreSentences(document, words, writer),
    ],
    rewards: byPrice.map((reward) => ({
      name: words.named(reward.name),
      price: words.units(reward.cost.unit, reward.cost.amount),
      icon: rewardIcon(reward),
    })),
    last: [
      ...document.units.map((unit) => plainText(writer.expiry(unit))),
      ...(ends ? [t('last.order')] : []),
    ],
    refund: plainText(writer.refund()),
    terms: [
      t('terms.free'),
      t('terms.no_cash'),
      t('terms.change', { shop: shop.name }),
      t('terms.leave'),
    ],
    privacy: [
      t('privacy.who', { shop: shop.name }),
      t('privacy.what'),
      t('privacy.why'),
      t('privacy.rights'),
      t('privacy.no_others'),
      ...(source.contact === null ? [] : [source.contact]),
    ],
    links: [
      ...(source.termsUrl === null ? [] : [{ href: source.termsUrl, text: t('program.terms') }]),
      ...(source.privacyUrl === null
        ? []
        : [{ href: source.privacyUrl, text: t('program.privacy') }]),
    ],
    join,
  };
};
