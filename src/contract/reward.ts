import { z } from 'zod';
import {
  listOf,
  localeSchema,
  localizedSchema,
  MAX_AMOUNT,
  momentSchema,
  pageQuery,
  textSchema,
} from './common.ts';
import { idSchema } from './ids.ts';

export const REWARD_KINDS = ['free_product', 'amount_off', 'percent_off'] as const;

const fields = {
  name: localizedSchema(80).describe("In the merchant's language, or per language"),
  description: localizedSchema(300).nullish(),
  cost: z.object({ unit: textSchema(40), amount: z.int().min(1).max(1_000_000_000) }),
  amount_minor: z.int().min(1).max(MAX_AMOUNT).nullish().describe('Of `amount_off`'),
  percent: z.int().min(1).max(100).nullish().describe('Of `percent_off`'),
  product: textSchema(80).nullish().describe('Category of `free_product`, e.g. `coffee`'),
  cost_of_goods_minor: z.int().min(0).max(MAX_AMOUNT).nullish(),
  icon: textSchema(40).nullish().describe('Name of a Lucide icon'),
};

/** What each kind can't do without. */
const NEEDED = { amount_off: 'amount_minor', percent_off: 'percent', free_product: null } as const;

export const rewardCreateSchema = z
  .strictObject({
    ...fields,
    kind: z.enum(REWARD_KINDS),
    stock: z.int().min(0).max(1_000_000_000).nullish().describe('Copies; null = not counted'),
  })
  .superRefine((reward, issues) => {
    const needed = NEEDED[reward.kind];
    if (needed === null || typeof reward[needed] === 'number') return;
    const params = { fault: 'needed_for_kind', kind: reward.kind };
    issues.addIssue({ code: 'custom', path: [needed], params });
  })
  .meta({ id: 'RewardCreate' });

export const rewardUpdateSchema = z
  .strictObject({
    ...z.object(fields).partial().shape,
    stock: z.int().min(0).max(1_000_000_000).nullish(),
  })
  .meta({ id: 'RewardUpdate' });

export const rewardSchema = z
  .object({
    id: idSchema('rew'),
    revision: z.int(),
    name: z.string().describe("In the reader's language"),
    names: z.partialRecord(localeSchema, z.string()),
    description: z.string().nullable(),
    kind: z.enum(REWARD_KINDS),
    cost: z.object({ unit: z.string(), amount: z.int() }),
    amount_minor: z.int().nullable(),
    percent: z.int().nullable(),
    product: z.string().nullable(),
    cost_of_goods_minor: z.int().nullable(),
    icon: z.string().nullable(),
    currency: z.string(),
    stock: z.int().nullable().describe('Copies left; null = not counted'),
    active: z.boolean(),
    used: z.int().describe('How often it was handed out and not canceled'),
    created_at: momentSchema,
  })
  .meta({ id: 'Reward' });
export const rewardListSchema = listOf(rewardSchema);
export const rewardListQuery = z.strictObject({
  ...pageQuery,
  active: z.stringbool().optional().describe('Active ones only unless told: true'),
});

export type RewardView = z.infer<typeof rewardSchema>;
export type RewardCreate = z.output<typeof rewardCreateSchema>;
export type RewardUpdate = z.output<typeof rewardUpdateSchema>;
