import type { HeroView, ProgressView } from '#contract/card-pages.ts';
import type { CardKey } from '#contract/messages/card/index.ts';
import { cardTables } from '#contract/messages/card/index.ts';
import { stampProgress } from '#core/card-view.ts';
import type { StampCard } from '#core/program.ts';
import type { CardReward, CardSource } from './card-source.ts';
import { choiceView } from './choice-view.ts';
import { distanceTo, enoughUntil } from './distance.ts';
import { type Counted, insideSentence, type Words } from './words.ts';

const isKey = (key: string): key is CardKey => Object.hasOwn(cardTables.en, key);

/** What one stamp stands for: an item of a category that has a word, a visit, or just the unit. */
const collectedBy = (source: CardSource, unit: string): { item: string } | 'visit' | 'unit' => {
  const rules = source.document.rules.filter(
    ({ on, give }) => give.unit === unit && on !== 'enrollment',
  );
  const [rule, ...others] = rules;
  if (!rule || others.length > 0 || ('units' in rule.give && rule.give.units !== 1)) return 'unit';
  if (rule.give.kind === 'fixed' && rule.on === 'visit') return 'visit';
  const category = rule.match?.categories?.length === 1 ? rule.match.categories[0] : undefined;
  return rule.give.kind === 'per_item' && category && isKey(`item.${category}`)
    ? { item: category }
    : 'unit';
};

/** "2 kávy" where a stamp is a coffee, "2 pečiatky" otherwise. */
const missingWords = (source: CardSource, words: Words, unit: string, n: number): Counted => {
  const by = collectedBy(source, unit);
  const key = typeof by === 'object' ? `item.${by.item}` : '';
  return isKey(key) ? { n: words.number(n), word: words.t(key, { n }) } : words.counted(unit, n);
};

const missingTitle = (source: CardSource, words: Words, unit: string, n: number): string =>
  collectedBy(source, unit) === 'visit'
    ? words.t('hero.visits', { n })
    : words.t('hero.items', missingWords(source, words, unit, n));

/** Units whose size says what the stamps buy: "Za 10 pečiatok káva podľa výberu zdarma." */
export const stampOffer = (
  words: Words,
  card: StampCard,
  reward: CardReward | undefined,
  keys: { product: CardKey; reward: CardKey },
): string => {
  const { n: size, word } = words.counted(card.unit, card.size);
  const name = reward ? words.named(reward.name) : '';
  if (reward?.kind !== 'free_product') return words.t(keys.reward, { size, word, reward: name });
  return words.t(keys.product, { size, word, reward: insideSentence(name, words.locale) });
};

const readyTitle = (source: CardSource, words: Words, unit: string, ready: number): string => {
  if (ready > 1) return words.t('hero.ready_many', { n: ready });
  const by = collectedBy(source, unit);
  const key = typeof by === 'object' ? `ready.${by.item}` : '';
  return words.t(isKey(key) ? key : 'hero.ready');
};

const readySub = (source: CardSource, words: Words, card: StampCard): string => {
  const reward = source.rewards.find(({ id }) => id === card.reward_id);
  const until = enoughUntil(source, card.unit, card.size);
  return [
    words.t('hero.ask', { reward: reward ? words.named(reward.name) : '' }),
    until === null ? '' : words.t('hero.until', { date: words.day(until - 1) }),
  ]
    .filter(Boolean)
    .join(' ');
};

/** A card's places: full when a reward is ready, whatever is left over. */
const progress = (source: CardSource, words: Words, card: StampCard, has: number): ProgressView => {
  const { ready, filled } = stampProgress(has, card.size);
  const inked = ready > 0 ? card.size : filled;
  const { n: size, word } = words.counted(card.unit, card.size);
  return {
    size: card.size,
    inked,
    icon: source.document.units.find(({ id }) => id === card.unit)?.icon ?? 'star',
    label: words.t('hero.stamps_label', { inked: words.number(inked), size, word }),
  };
};

/** One stamp card: how far it is, what it brings, its places. */
export const stampCardView = (source: CardSource, words: Words, card: StampCard): HeroView => {
  const has = source.balances[card.unit]?.spendable ?? 0;
  const { ready, missing } = stampProgress(has, card.size);
  const reward = source.rewards.find(({ id }) => id === card.reward_id);
  return {
    title:
      ready > 0
        ? readyTitle(source, words, card.unit, ready)
        : missingTitle(source, words, card.unit, missing),
    sub:
      ready > 0
        ? readySub(source, words, card)
        : stampOffer(words, card, reward, {
            product: 'hero.for_product',
            reward: 'hero.for_reward',
          }),
    ready: ready > 0,
    choice: choiceView(source, words, reward),
    progress: progress(source, words, card, has),
  };
};

/** Without a stamp card the cheapest reward not reached yet leads; then nothing but the card. */
export const plainHero = (source: CardSource, words: Words, rewards: CardReward[]): HeroView => {
  const none = { ready: false, choice: null, progress: null };
  const cheapest = rewards[0];
  if (!cheapest) return { ...none, title: words.t('hero.plain'), sub: words.t('hero.plain_sub') };
  const { units, visits } = distanceTo(source, cheapest.cost);
  const price = words.counted(cheapest.cost.unit, cheapest.cost.amount);
  const offer = { size: price.n, word: price.word, reward: words.named(cheapest.name) };
  if (units === 0) {
    return { ...none, title: words.t('hero.choose'), sub: words.t('hero.ask', offer) };
  }
  const title =
    visits === null
      ? words.t('hero.items', words.counted(cheapest.cost.unit, units))
      : words.t('hero.visits', { n: visits });
  return { ...none, title, sub: words.t('hero.for_reward', offer) };
};
