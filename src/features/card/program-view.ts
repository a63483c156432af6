import type { ProgramView } from '#contract/card-pages.ts';
import type { CardKey } from '#contract/messages/card/index.ts';
import { cardTables } from '#contract/messages/card/index.ts';
import type { EarningRule, ProgramDocument, Unit } from '#core/program.ts';
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
};

const isKey = (key: string): key is CardKey => Object.hasOwn(cardTables.en, key);

/** Categories in the reader's words where we have them, as the merchant wrote them otherwise. */
const whatOf = ({ match }: EarningRule, words: Words): string | null => {
  const named = (match?.categories ?? []).map((category) => {
    const key = `item.${category}`;
    return isKey(key) ? words.t(key, { n: 1 }) : category;
  });
  const all = [...named, ...(match?.skus ?? [])];
  return all.length === 0 ? null : all.join(', ');
};

const perAmount = (rule: EarningRule, words: Words, units: string): string[] => {
  const { give } = rule;
  if (give.kind !== 'per_amount') return [];
  const money = words.money(give.per_minor);
  const what = whatOf(rule, words);
  const rest = words.t(give.remainder === 'keep' ? 'earn.keep' : 'earn.drop');
  return what === null
    ? [`${words.t('earn.amount', { money, units })} ${rest}`]
    : [`${words.t('earn.amount_on', { money, what, units })} ${rest}`];
};

const ruleSentence = (rule: EarningRule, words: Words): string[] => {
  const { give, on } = rule;
  const units = words.units(give.unit, give.units);
  if (give.kind === 'per_amount') return perAmount(rule, words, units);
  if (give.kind === 'per_item') {
    const what = whatOf(rule, words);
    return [what ? words.t('earn.item_on', { what, units }) : words.t('earn.item', { units })];
  }
  if (on === 'enrollment') return [words.t('earn.welcome', { units })];
  return [words.t(on === 'visit' ? 'earn.visit' : 'earn.purchase', { units })];
};

const earnSentences = (document: ProgramDocument, words: Words): string[] => {
  const wide = document.base.shipping || document.base.tips || document.base.fees;
  const byMoney = document.rules.some(({ give }) => give.kind === 'per_amount');
  const waiting = document.units.filter(({ activation_days }) => activation_days > 0);
  return [
    ...document.rules.flatMap((rule) => ruleSentence(rule, words)),
    ...(byMoney ? [words.t(wide ? 'earn.base_wide' : 'earn.base')] : []),
    ...waiting.map(({ id, activation_days }) =>
      words.t('earn.wait', { word: words.unitName(id), days: activation_days }),
    ),
    ...(document.rules.some(({ on }) => on === 'visit') && document.cool_down_minutes > 0
      ? [words.t('earn.one_visit', { minutes: document.cool_down_minutes })]
      : []),
  ];
};

const lastSentence = ({ id, expiry }: Unit, words: Words): string => {
  const word = words.unitName(id);
  if (expiry.kind === 'none') return words.t('last.none', { word });
  if (expiry.kind === 'year_end') return words.t('last.year', { word });
  return words.t('last.months', { word, months: expiry.months });
};

/** The live version in sentences: nothing stands here that the engine does not do. */
export const programView = (source: ProgramSource, join: string): ProgramView => {
  const words = wordsFor(source);
  const { document, shop } = source;
  const { t } = words;
  const byPrice = [...source.rewards].sort((a, b) => a.cost.amount - b.cost.amount);
  const ends = document.units.some(({ expiry }) => expiry.kind !== 'none');
  return {
    shop: shopView(shop),
    version: t('program.version', { number: source.version, date: words.day(source.since) }),
    earn: earnSentences(document, words),
    rewards: byPrice.map((reward) => ({
      name: words.named(reward.name),
      price: words.units(reward.cost.unit, reward.cost.amount),
      icon: rewardIcon(reward),
    })),
    last: [
      ...document.units.map((unit) => lastSentence(unit, words)),
      ...(ends ? [t('last.order')] : []),
    ],
    refund: t(`refund.${document.refund_policy}`),
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
