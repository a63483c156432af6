import type { PointsView, RewardView } from '#contract/card-pages.ts';
import type { Unit } from '#core/program.ts';
import type { CardLot, CardReward, CardSource } from './card-source.ts';
import { choiceView } from './choice-view.ts';
import { distanceTo } from './distance.ts';
import type { Words } from './words.ts';

const DAY_MS = 86_400_000;
/** How long before its end a balance is worth a warning on the card. */
const EXPIRY_NOTICE_DAYS = 60;

/** The next reward of this unit by price: one not reached yet, else the dearest reached. */
const rewardLine = (source: CardSource, words: Words, rewards: CardReward[]): string | null => {
  const next = rewards.find(({ cost }) => distanceTo(source, cost).units > 0);
  const best = next ?? rewards.at(-1);
  if (!best) return null;
  const reward = words.named(best.name);
  const { units, visits } = distanceTo(source, best.cost);
  if (units === 0) return words.t('points.enough', { reward });
  if (visits !== null) return words.t('points.visits', { n: visits, reward });
  return words.t('points.units', { ...words.counted(best.cost.unit, units), reward });
};

const sumOf = (lots: CardLot[]): number => lots.reduce((sum, { left }) => sum + left, 0);

/** Units that can be spent only later, told with the day the first of them can. */
const pendingLine = (source: CardSource, words: Words, unit: string): string | null => {
  const pending = source.lots.filter((lot) => lot.unit === unit && lot.active_from > source.now);
  if (pending.length === 0) return null;
  const from = Math.min(...pending.map(({ active_from }) => active_from));
  const first = pending.filter(({ active_from }) => active_from === from);
  const date = words.day(from);
  return words.t('points.pending', { date, ...words.counted(unit, sumOf(first)) });
};

/** The next day on which units stop counting, when it is near. */
const expiryLine = (source: CardSource, words: Words, unit: string): string | null => {
  const horizon = source.now + EXPIRY_NOTICE_DAYS * DAY_MS;
  const ending = source.lots.filter(
    (lot) => lot.unit === unit && lot.expires_at !== null && lot.expires_at <= horizon,
  );
  const next = Math.min(...ending.map(({ expires_at }) => expires_at ?? horizon));
  const amount = sumOf(ending.filter(({ expires_at }) => expires_at === next));
  if (amount === 0) return null;
  return words.t('points.expiring', { date: words.day(next - 1), ...words.counted(unit, amount) });
};

/**
 * Money of earlier purchases that did not fill a unit: a numerator counts in 1/denominator units,
 * so ÷ the rule's reduced numerator gives minor units of money.
 */
const remainderLine = (source: CardSource, words: Words, unit: string): string | null => {
  const give = source.document.rules.map((rule) => rule.give).find((it) => it.unit === unit);
  if (give?.kind !== 'per_amount' || give.remainder !== 'keep') return null;
  const kept = source.remainders
    .filter((row) => row.unit === unit)
    .map(({ numerator, denominator }) => (numerator * give.per_minor) / (denominator * give.units));
  const minor = Math.floor(kept.reduce((sum, value) => sum + value, 0));
  return minor > 0 ? words.t('points.remainder', { money: words.money(minor) }) : null;
};

/** A balance with what a reader wants to know of it. */
export const pointsView = (
  source: CardSource,
  words: Words,
  { id }: Unit,
  rewards: CardReward[],
): PointsView => {
  const { spendable = 0, debt = 0 } = source.balances[id] ?? {};
  const { n, word } = words.counted(id, Math.max(0, spendable));
  const lines = [
    rewardLine(
      source,
      words,
      rewards.filter(({ cost }) => cost.unit === id),
    ),
    pendingLine(source, words, id),
    expiryLine(source, words, id),
    debt > 0 ? words.t('points.debt', words.counted(id, debt)) : null,
    remainderLine(source, words, id),
  ];
  return { unit: id, amount: n, word, lines: lines.filter((line) => line !== null) };
};

const distanceWords = (source: CardSource, words: Words, reward: CardReward): string | null => {
  if (reward.left === 0) return words.t('rewards.sold_out');
  const { units, visits } = distanceTo(source, reward.cost);
  if (units === 0) return null;
  if (visits !== null) return words.t('rewards.visits', { n: visits });
  return words.t('rewards.units', words.counted(reward.cost.unit, units));
};

/** Icons for what a reward gives, where it names none of its own. */
const PRODUCT_ICONS: Record<string, string> = {
  beans: 'shopping-bag',
  care: 'sparkles',
  coffee: 'coffee',
  dessert: 'ice-cream-cone',
  lunch: 'soup',
  main_course: 'utensils',
  pastry: 'cake-slice',
  pizza: 'pizza',
  product: 'shopping-bag',
  service: 'scissors',
};

export const rewardIcon = ({ icon, kind, product }: CardReward): string =>
  icon ?? (kind === 'free_product' ? (PRODUCT_ICONS[product ?? ''] ?? 'gift') : 'badge-percent');

export const rewardView = (source: CardSource, words: Words, reward: CardReward): RewardView => ({
  id: reward.id,
  icon: rewardIcon(reward),
  name: words.named(reward.name),
  price: words.units(reward.cost.unit, reward.cost.amount),
  distance: distanceWords(source, words, reward),
  choice: choiceView(source, words, reward),
});
