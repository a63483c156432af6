import type { LineMatch } from './program.ts';

/**
 * What has to be so for a rule or promotion to give something, as plain data with named arguments.
 * Editor, form and sentence are made from `CONDITION_ARGUMENTS`, so a condition has one home.
 */
export type Condition =
  /** ISO days of the week, 1 = Monday, of the business day. */
  | { kind: 'weekdays'; days: number[] }
  /** Local time, `HH:MM`; `to` no longer counts, and lies on the next day when it is not later. */
  | { kind: 'hours'; from: string; to: string }
  /** Business days `YYYY-MM-DD`, both included; null = open. */
  | { kind: 'dates'; from: string | null; to: string | null }
  | { kind: 'locations'; locations: string[] }
  | { kind: 'channel'; channel: Channel }
  /** The member has one of the tiers. */
  | { kind: 'tiers'; tiers: string[] }
  /** The member carries one of the tags. */
  | { kind: 'member_tags'; tags: string[] }
  /** The member joined at most so many days ago. */
  | { kind: 'new_member'; days: number }
  /** The member's first paid purchase. */
  | { kind: 'first_purchase' }
  /** From so many days before the member's birthday to so many after. */
  | { kind: 'birthday'; before: number; after: number }
  /** At least so many pieces of what is meant are in the purchase. */
  | { kind: 'basket'; match: LineMatch; quantity: number }
  /** At least so much money of what earns is left of the purchase. */
  | { kind: 'spend'; minor: number };

export type ConditionKind = Condition['kind'];
export type Channel = 'shop' | 'online';

/** What an argument is: decides its field in the form and its words in the sentence. */
export type ArgumentType =
  | 'weekdays'
  | 'time'
  | 'date'
  | 'locations'
  | 'channel'
  | 'tiers'
  | 'tags'
  | 'days'
  | 'pieces'
  | 'money'
  | 'match';

/** The arguments of every condition, in the order in which they are read. */
export const CONDITION_ARGUMENTS = {
  weekdays: { days: 'weekdays' },
  hours: { from: 'time', to: 'time' },
  dates: { from: 'date', to: 'date' },
  locations: { locations: 'locations' },
  channel: { channel: 'channel' },
  tiers: { tiers: 'tiers' },
  member_tags: { tags: 'tags' },
  new_member: { days: 'days' },
  first_purchase: {},
  birthday: { before: 'days', after: 'days' },
  basket: { match: 'match', quantity: 'pieces' },
  spend: { minor: 'money' },
} as const satisfies { [K in ConditionKind]: Record<string, ArgumentType> };

/** Conditions about the purchase itself are judged anew for every net, the others once. */
export type NetCondition = Extract<Condition, { kind: 'basket' | 'spend' }>;
export type FrozenCondition = Exclude<Condition, NetCondition>;

export const isNetCondition = (condition: Condition): condition is NetCondition =>
  condition.kind === 'basket' || condition.kind === 'spend';
