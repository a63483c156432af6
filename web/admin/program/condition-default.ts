import { UNKNOWN_TO } from '#contract/program-faults.ts';
import { addDays } from '#core/calendar.ts';
import { CONDITION_ARGUMENTS, type Condition, type ConditionKind } from '#core/condition.ts';
import type { ProgramDocument, Trigger } from '#core/program.ts';
import { moneyScale } from '#core/templates.ts';
import type { Sources } from './sources.ts';

/** What a new condition begins with: whose document, what there is to choose, and today. */
export type Surroundings = { document: ProgramDocument; sources: Sources; today: string };

const KINDS = Object.keys(CONDITION_ARGUMENTS) as ConditionKind[];
const MONTH_DAYS = 30;
const EUROS = 20;

/** Conditions that can be asked about: those a trigger knows, of things the merchant has. */
export const offeredConditions = (
  on: Trigger,
  { document, sources }: Surroundings,
): ConditionKind[] =>
  KINDS.filter((kind) => {
    if (UNKNOWN_TO[on].includes(kind)) return false;
    if (kind === 'locations') return sources.locations.length > 0;
    return kind !== 'tiers' || (document.tiers?.tiers.length ?? 0) > 0;
  });

type Defaults = {
  [K in ConditionKind]: (where: Surroundings) => Extract<Condition, { kind: K }>;
};

const DEFAULTS: Defaults = {
  weekdays: () => ({ kind: 'weekdays', days: [1, 2, 3, 4, 5] }),
  hours: () => ({ kind: 'hours', from: '15:00', to: '17:00' }),
  dates: ({ today }) => ({ kind: 'dates', from: today, to: addDays(today, MONTH_DAYS) }),
  locations: ({ sources }) => ({
    kind: 'locations',
    locations: sources.locations.slice(0, 1).map(({ id }) => id),
  }),
  channel: () => ({ kind: 'channel', channel: 'online' }),
  tiers: ({ document }) => ({
    kind: 'tiers',
    tiers: (document.tiers?.tiers ?? []).slice(0, 1).map(({ id }) => id),
  }),
  member_tags: () => ({ kind: 'member_tags', tags: ['VIP'] }),
  new_member: () => ({ kind: 'new_member', days: MONTH_DAYS }),
  first_purchase: () => ({ kind: 'first_purchase' }),
  birthday: () => ({ kind: 'birthday', before: 3, after: 3 }),
  basket: ({ sources }) => ({
    kind: 'basket',
    match: { categories: [sources.categories[0] ?? 'coffee'] },
    quantity: 1,
  }),
  spend: ({ document }) => ({ kind: 'spend', minor: EUROS * moneyScale(document.currency) }),
};

/** A sensible condition of a kind, to be changed in place. */
export const defaultCondition = (kind: ConditionKind, where: Surroundings): Condition =>
  DEFAULTS[kind](where);
