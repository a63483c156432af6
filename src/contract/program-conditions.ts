import { z } from 'zod';
import type { Condition } from '#core/condition.ts';
import type { LineMatch } from '#core/program.ts';
import { MAX_AMOUNT, textSchema } from './common.ts';
import { idSchema } from './ids.ts';

const keysSchema = z.array(textSchema(80)).min(1).max(200);

export const lineMatchSchema = z
  .strictObject({
    categories: keysSchema.optional(),
    skus: keysSchema.optional(),
    tags: keysSchema.optional().describe('A line needs one of them'),
  })
  .meta({ id: 'LineMatch' }) satisfies z.ZodType<LineMatch>;

/** `HH:MM` on the clock of the shop. */
export const timeOfDaySchema = z
  .string()
  .refine((text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text), { params: { fault: 'time_of_day' } })
  .meta({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', examples: ['15:00'] });

/** Weekdays by ISO: 1 = Monday, each once. */
const weekdaysSchema = z
  .array(z.int().min(1).max(7))
  .min(1)
  .max(7)
  .refine((days) => new Set(days).size === days.length, { params: { fault: 'weekday_twice' } });

const hoursSchema = z
  .strictObject({ kind: z.literal('hours'), from: timeOfDaySchema, to: timeOfDaySchema })
  .refine(({ from, to }) => from !== to, { path: ['to'], params: { fault: 'hours_same' } });

const datesSchema = z
  .strictObject({
    kind: z.literal('dates'),
    from: z.iso.date().nullable(),
    to: z.iso.date().nullable().describe('Included; null = open'),
  })
  .refine(({ from, to }) => from !== null || to !== null, {
    params: { fault: 'at_least_one', fields: 'from, to' },
  })
  .refine(({ from, to }) => from === null || to === null || from <= to, {
    path: ['to'],
    params: { fault: 'dates_order' },
  });

const aroundSchema = z.int().min(0).max(60);

/** What has to be so for a rule or promotion to give something. */
const conditionSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('weekdays'), days: weekdaysSchema }),
    hoursSchema,
    datesSchema,
    z.strictObject({
      kind: z.literal('locations'),
      locations: z.array(idSchema('loc')).min(1).max(100),
    }),
    z.strictObject({ kind: z.literal('channel'), channel: z.enum(['shop', 'online']) }),
    z.strictObject({
      kind: z.literal('tiers'),
      tiers: z.array(z.string().min(1).max(40)).min(1).max(20).describe('Ids of tiers'),
    }),
    z.strictObject({
      kind: z.literal('member_tags'),
      tags: z.array(textSchema(40)).min(1).max(50),
    }),
    z.strictObject({ kind: z.literal('new_member'), days: z.int().min(1).max(3650) }),
    z.strictObject({ kind: z.literal('first_purchase') }),
    z.strictObject({ kind: z.literal('birthday'), before: aroundSchema, after: aroundSchema }),
    z.strictObject({
      kind: z.literal('basket'),
      match: lineMatchSchema,
      quantity: z.int().min(1).max(1000),
    }),
    z.strictObject({ kind: z.literal('spend'), minor: z.int().min(1).max(MAX_AMOUNT) }),
  ])
  .meta({ id: 'Condition' }) satisfies z.ZodType<Condition>;

/** All of them have to hold. */
export const conditionsSchema = z.array(conditionSchema).max(20);
