import { z } from 'zod';
import { LOCALES } from '#core/program.ts';
import { offlineLimitsSchema } from './merchant.ts';

/** What a till keeps on the device: enough to award without a network, and no more. */

const balances = z.record(z.string(), z.int()).describe('Spendable units');

export const directoryCardSchema = z.object({
  member_id: z.string(),
  code: z.string(),
  short_code: z.string(),
  name: z.string().nullable(),
  search_key: z.string(),
  phone_tail: z.string().nullable().describe('Last four digits; the number stays on the server'),
  balances,
  visits: z.int(),
  birthday: z.string().nullable().describe('Month and day, `MM-DD`'),
});
export type DirectoryCard = z.infer<typeof directoryCardSchema>;

export const directoryAnswer = z.object({
  cards: z.array(directoryCardSchema),
  made_at: z.string(),
});
export type Directory = z.infer<typeof directoryAnswer>;

const names = z.partialRecord(z.enum(LOCALES), z.string());
const pluralForms = z.object({
  one: z.string(),
  few: z.string().optional(),
  many: z.string().optional(),
  other: z.string(),
});

const match = z.object({
  categories: z.array(z.string()).optional(),
  skus: z.array(z.string()).optional(),
});

const effect = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('per_amount'),
    unit: z.string(),
    units: z.int(),
    per_minor: z.int(),
    remainder: z.enum(['keep', 'drop']),
  }),
  z.object({ kind: z.literal('per_item'), unit: z.string(), units: z.int() }),
  z.object({ kind: z.literal('fixed'), unit: z.string(), units: z.int() }),
]);

export const tillRewardSchema = z.object({
  id: z.string(),
  name: names,
  icon: z.string().nullable(),
  kind: z.enum(['free_product', 'amount_off', 'percent_off']),
  cost: z.object({ unit: z.string(), amount: z.int() }),
  amount_minor: z.int().nullable(),
  percent: z.number().nullable(),
  sold_out: z.boolean(),
});
export type TillReward = z.infer<typeof tillRewardSchema>;

export const tillProgramAnswer = z.object({
  merchant: z.object({
    id: z.string(),
    name: z.string(),
    locale: z.enum(LOCALES),
    currency: z.string(),
    zone: z.string(),
  }),
  location: z.object({ id: z.string(), name: z.string() }),
  till: z.object({ id: z.string(), name: z.string(), next_sequence: z.int() }),
  version: z.int(),
  offline_limits: offlineLimitsSchema,
  units: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['points', 'stamps', 'credit']),
      names: z.partialRecord(z.enum(LOCALES), pluralForms),
      icon: z.string().nullable(),
    }),
  ),
  stamp_cards: z.array(z.object({ unit: z.string(), size: z.int(), reward_id: z.string() })),
  rules: z.array(
    z.object({
      id: z.string(),
      on: z.enum(['purchase', 'visit', 'enrollment']),
      match: match.nullable(),
      give: effect,
    }),
  ),
  rewards: z.array(tillRewardSchema),
});
export type TillProgram = z.infer<typeof tillProgramAnswer>;

export const tillMemberSchema = directoryCardSchema.extend({
  pending: balances,
  remainders: z
    .record(z.string(), z.int())
    .describe('`unit/denominator` to the part of a unit kept from before, as its numerator'),
  last_visit_at: z.string().nullable(),
  visit_number: z.int().describe('Of the visit under way, or of the one that begins now'),
  usual_weekday: z.int().min(1).max(7).nullable().describe('1 = Monday'),
  usual_order: z.string().nullable(),
  birthday_today: z.boolean(),
  note: z.string().nullable(),
  enrolled: z.boolean(),
  chosen_reward_id: z
    .string()
    .nullable()
    .describe('Picked by the member on the card; holds nothing'),
});
export type TillMember = z.infer<typeof tillMemberSchema>;

export const tillMembersAnswer = z.object({ data: z.array(directoryCardSchema) });

export const recentActionSchema = z.object({
  decision_id: z.string(),
  at: z.string(),
  kind: z.enum(['visit', 'order', 'enroll', 'redemption', 'reversal', 'other']),
  member: z.object({ id: z.string(), name: z.string().nullable() }),
  entries: z.array(z.object({ unit: z.string(), amount: z.int() })),
  amount_minor: z.int().nullable(),
  reward: names.nullable(),
  staff_id: z.string().nullable(),
  undo: z
    .enum(['open', 'manager', 'done', 'never'])
    .describe('open: by the same person; manager: later; done: taken back; never: not possible'),
  undo_until: z.string(),
  flags: z.array(z.string()),
});
export type RecentAction = z.infer<typeof recentActionSchema>;

export const recentAnswer = z.object({ data: z.array(recentActionSchema) });
