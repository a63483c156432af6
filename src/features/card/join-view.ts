import type { ConsentView, FieldView, JoinView } from '#contract/card-pages.ts';
import type { ReaderLocale } from '#contract/messages/translate.ts';
import type { Locale, ProgramDocument } from '#core/program.ts';
import type { CardReward, CardShop } from './card-source.ts';
import { shopView } from './card-view-model.ts';
import { stampOffer } from './hero-view.ts';
import { type Words, wordsFor } from './words.ts';

export type JoinSource = {
  shop: CardShop;
  merchantLocale: Locale;
  reader: ReaderLocale;
  document: ProgramDocument;
  rewards: CardReward[];
};

/** What the reader typed last time, and what is to mend. */
export type JoinForm = {
  attempt: string;
  contact: FieldView;
  errorLink: string | null;
  granted: readonly ConsentView['channel'][];
};

/** The number whose word stands for "units" in general. */
const MANY = 5;

/** Units a new member gets at once. */
export const welcomeUnits = (document: ProgramDocument): { unit: string; units: number }[] => {
  const sums = new Map<string, number>();
  for (const { on, give } of document.rules) {
    if (on !== 'enrollment' || give.kind !== 'fixed') continue;
    sums.set(give.unit, (sums.get(give.unit) ?? 0) + give.units);
  }
  return [...sums].map(([unit, units]) => ({ unit, units }));
};

const headline = (source: JoinSource, words: Words): string => {
  const card = source.document.stamp_cards[0];
  if (card) {
    const reward = source.rewards.find(({ id }) => id === card.reward_id);
    const keys = { product: 'join.headline_product', reward: 'join.headline_reward' } as const;
    return stampOffer(words, card, reward, keys);
  }
  const unit = source.document.units[0];
  if (!unit) return words.t('join.no_app');
  const named = words.locale === 'hu' || words.locale === 'de' || words.locale === 'en';
  const word = named ? words.counted(unit.id, MANY).word : words.unitName(unit.id);
  return words.t('join.headline_points', { word });
};

/** The wordings shown beside the boxes; what is shown is what gets recorded. */
export const consentViews = (
  words: Words,
  granted: readonly ConsentView['channel'][],
): ConsentView[] =>
  (['email', 'sms'] as const).map((channel) => ({
    channel,
    wording: words.t(`consent.${channel}`),
    granted: granted.includes(channel),
  }));

/** The join page: what there is to win, one field, two boxes. */
export const joinView = (
  source: JoinSource,
  form: JoinForm,
  links: JoinView['links'] & { action: string },
): JoinView => {
  const words = wordsFor(source);
  const card = source.document.stamp_cards[0];
  const gifts = welcomeUnits(source.document);
  const stamps = gifts.find(({ unit }) => unit === card?.unit)?.units ?? 0;
  const units = gifts.map((gift) => words.units(gift.unit, gift.units)).join(', ');
  return {
    shop: shopView(source.shop),
    headline: headline(source, words),
    sub: units ? words.t('join.gift', { units }) : words.t('join.no_app'),
    progress: card
      ? {
          size: card.size,
          inked: Math.min(stamps, card.size),
          icon: source.document.units.find(({ id }) => id === card.unit)?.icon ?? 'star',
          label: words.t('hero.stamps_label', {
            inked: words.number(Math.min(stamps, card.size)),
            size: words.number(card.size),
            word: words.counted(card.unit, card.size).word,
          }),
        }
      : null,
    action: links.action,
    contact: form.contact,
    errorLink: form.errorLink,
    consents: consentViews(words, form.granted),
    attempt: form.attempt,
    controller: words.t('join.controller', { shop: source.shop.name }),
    links,
  };
};
