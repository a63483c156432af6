import type { CardView, ShopView } from '#contract/card-pages.ts';
import type { CardReward, CardShop, CardSource } from './card-source.ts';
import { plainHero, stampCardView } from './hero-view.ts';
import { pointsView, rewardView } from './points-view.ts';
import { type Words, wordsFor } from './words.ts';

/** How long the page says what has just come. */
const LIVE_MS = 90_000;
const CODE_GROUP = 4;

export const shopView = ({ name, logo }: CardShop): ShopView => ({
  name,
  logo,
  initial: [...name.trim()][0]?.toLocaleUpperCase() ?? '',
});

/** `7K4M2QXD` → `7K4M 2QXD`. */
export const groupedCode = (code: string): string =>
  code.match(new RegExp(`.{1,${CODE_GROUP}}`, 'g'))?.join(' ') ?? code;

const liveView = ({ last, now, document }: CardSource, words: Words): CardView['live'] => {
  if (!last || now - last.at > LIVE_MS) return null;
  const gained = last.entries.filter(({ amount, counter }) => amount > 0 && counter === 'issued');
  const redeemed = last.entries.some(({ amount, counter }) => amount < 0 && counter === 'redeemed');
  const units = document.units.flatMap(({ id }) => {
    const sum = gained
      .filter(({ unit }) => unit === id)
      .reduce((total, { amount }) => total + amount, 0);
    return sum > 0 ? [words.units(id, sum)] : [];
  });
  const shown = { time: words.time(last.at), at: new Date(last.at).toISOString() };
  if (redeemed) return { text: words.t('live.redeemed'), ...shown };
  if (units.length === 0) return null;
  return { text: words.t('live.gained', { units: units.join(', ') }), ...shown };
};

/** Addresses of one card's pages; a language that was asked for by address is carried along. */
export const cardLinks = (
  token: string,
  slug: string,
  lang: string | undefined,
): CardView['links'] => {
  const inLanguage = (path: string) => (lang ? `${path}?lang=${lang}` : path);
  return {
    self: inLanguage(`/c/${token}`),
    choice: inLanguage(`/c/${token}/choice`),
    live: `/c/${token}/live`,
    history: inLanguage(`/c/${token}/history`),
    profile: inLanguage(`/c/${token}/profile`),
    program: inLanguage(`/p/${slug}`),
  };
};

const byPrice = (a: CardReward, b: CardReward): number => a.cost.amount - b.cost.amount;

/** The card as it is read: one pure function of what the database knows. */
export const cardView = (source: CardSource, links: CardView['links']): CardView => {
  const words = wordsFor(source);
  const { stamp_cards: cards, units } = source.document;
  const onCards = new Set(cards.map(({ reward_id }) => reward_id));
  const known = new Set(units.map(({ id }) => id));
  const rewards = source.rewards
    .filter(({ id, cost }) => !onCards.has(id) && known.has(cost.unit))
    .sort(byPrice);
  const stampCards = cards.map((card) => stampCardView(source, words, card));
  // A full card comes first: it is what the member and the staff have to see.
  const first = stampCards.find(({ ready }) => ready) ?? stampCards[0];
  const counted = units.filter(({ id }) => !cards.some(({ unit }) => unit === id));
  return {
    shop: shopView(source.shop),
    sequence: source.sequence,
    hero: first ?? plainHero(source, words, rewards),
    live: liveView(source, words),
    stampCards: stampCards.filter((card) => card !== first),
    points: counted.map((unit) => pointsView(source, words, unit, rewards)),
    rewards: rewards.map((reward) => rewardView(source, words, reward)),
    code: source.code,
    shortCode: groupedCode(source.shortCode),
    offline: words.t('offline', { date: words.day(source.now), time: words.time(source.now) }),
    chosen: source.chosen,
    refused: null,
    links,
  };
};
