import type { Condition } from './condition.ts';
import type { LineMatch, ProgramDocument, Promotion, PromotionEffect } from './program.ts';
import type { Trade } from './templates.ts';

/** Promotions that are offered ready-made, in the order in which they are read. */
export const PROMOTION_IDEAS = [
  'happy_hour',
  'weekday',
  'first_purchase',
  'new_product',
  'dish_of_the_week',
  'seasonal',
  'combo',
  'birthday_week',
  'online',
  'vip',
] as const;
export type PromotionIdea = (typeof PROMOTION_IDEAS)[number];

type Habits = {
  /** The quiet hours that a happy hour fills. */
  quiet: { from: string; to: string };
  /** The quiet day, ISO: 1 = Monday. */
  day: number;
  /** What goes well with what is bought anyway. */
  beside: string;
  /** What a dish or product of the week is. */
  main: string;
  /** The two ideas that serve the trade best. */
  best: readonly [PromotionIdea, PromotionIdea];
};

const HABITS: Record<Trade, Habits> = {
  cafe: {
    ...{ quiet: { from: '15:00', to: '17:00' }, day: 2, beside: 'pastry', main: 'coffee' },
    best: ['happy_hour', 'combo'],
  },
  restaurant: {
    ...{ quiet: { from: '14:00', to: '17:00' }, day: 1, beside: 'dessert', main: 'main_course' },
    best: ['dish_of_the_week', 'combo'],
  },
  salon: {
    ...{ quiet: { from: '09:00', to: '12:00' }, day: 2, beside: 'product', main: 'service' },
    best: ['weekday', 'birthday_week'],
  },
  shop: {
    ...{ quiet: { from: '10:00', to: '13:00' }, day: 2, beside: 'accessory', main: 'product' },
    best: ['weekday', 'new_product'],
  },
  eshop: {
    ...{ quiet: { from: '20:00', to: '23:00' }, day: 3, beside: 'accessory', main: 'product' },
    best: ['first_purchase', 'seasonal'],
  },
  services: {
    ...{ quiet: { from: '09:00', to: '12:00' }, day: 2, beside: 'extra', main: 'service' },
    best: ['weekday', 'first_purchase'],
  },
};

/** What the ideas need to know: the unit they give, today, and the last days of week and season. */
export type PromotionPlace = { unit: string; today: string; seasonEnd: string; weekEnd: string };

const times = (unit: string, numerator: number, denominator = 1): PromotionEffect => ({
  kind: 'multiplier',
  unit,
  numerator,
  denominator,
});

type Draft = { when: Condition[]; give: PromotionEffect; match?: LineMatch };

const draftOf = (idea: PromotionIdea, habits: Habits, place: PromotionPlace): Draft => {
  const { unit, today, seasonEnd, weekEnd } = place;
  const double = times(unit, 2);
  switch (idea) {
    case 'happy_hour': {
      const days: Condition = { kind: 'weekdays', days: [1, 2, 3, 4, 5] };
      return { when: [days, { kind: 'hours', ...habits.quiet }], give: double };
    }
    case 'weekday':
      return { when: [{ kind: 'weekdays', days: [habits.day] }], give: double };
    case 'first_purchase':
      return { when: [{ kind: 'first_purchase' }], give: { kind: 'fixed', unit, units: 20 } };
    case 'new_product':
      return {
        when: [{ kind: 'dates', from: today, to: seasonEnd }],
        match: { tags: ['new'] },
        give: { kind: 'per_item', unit, units: 5 },
      };
    case 'dish_of_the_week':
      return {
        when: [{ kind: 'dates', from: today, to: weekEnd }],
        match: { categories: [habits.main] },
        give: double,
      };
    case 'seasonal':
      return { when: [{ kind: 'dates', from: today, to: seasonEnd }], give: times(unit, 3, 2) };
    case 'combo': {
      const match = { categories: [habits.beside] };
      return { when: [{ kind: 'basket', match, quantity: 1 }], give: double };
    }
    case 'birthday_week':
      return { when: [{ kind: 'birthday', before: 3, after: 3 }], give: double };
    case 'online':
      return { when: [{ kind: 'channel', channel: 'online' }], give: double };
    case 'vip':
      return { when: [{ kind: 'member_tags', tags: ['VIP'] }], give: times(unit, 3, 2) };
  }
};

/** A ready-made promotion with the values of a trade; a merchant changes them in place. */
export const promotionFor = (
  idea: PromotionIdea,
  trade: Trade,
  place: PromotionPlace,
): Omit<Promotion, 'id'> => ({
  on: 'purchase',
  stacks: false,
  ...draftOf(idea, HABITS[trade], place),
});

/** All ideas, those that serve the trade best first. */
export const promotionIdeas = (trade: Trade): PromotionIdea[] => {
  const { best } = HABITS[trade];
  return [...best, ...PROMOTION_IDEAS.filter((idea) => !best.includes(idea))];
};

/** The unit that promotions of a program give: what is earned by money, else the first. */
export const promotedUnit = ({ units, rules }: Pick<ProgramDocument, 'units' | 'rules'>): string =>
  rules.find(({ give }) => give.kind === 'per_amount')?.give.unit ?? units[0]!.id;
