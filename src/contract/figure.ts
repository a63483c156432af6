import { z } from 'zod';
import { momentSchema } from './common.ts';
import { idSchema } from './ids.ts';

const counted = z.object({
  value: z.int(),
  previous: z.int().describe('The same days of the week before, up to the same moment'),
});

/** The owner's first screen: this week beside the same days of last week. */
export const todaySchema = z
  .object({
    from: momentSchema.describe('Start of the week: Monday, when the business day begins'),
    to: momentSchema,
    currency: z.string(),
    visits: counted.describe('Visits of members: purchases and taps, one visit a cool-down'),
    new_members: counted.describe('Members who enrolled'),
    rewards: counted.describe('Rewards issued and not canceled').extend({
      cost_minor: z.int().describe('Their cost of goods, where it is known'),
      uncosted: z.int().describe('Rewards among them whose cost is not known'),
    }),
    revenue: counted.describe('Paid orders of members after refunds, minor units'),
    days: z
      .array(z.object({ day: z.iso.date(), visits: z.int() }))
      .describe('The last 28 business days, the oldest first, days without visits included'),
    hours: z
      .array(z.object({ weekday: z.int().min(1).max(7), hour: z.int(), visits: z.number() }))
      .describe('Visits per hour of a weekday, average of the last eight whole weeks'),
    members: z.int().describe('Enrolled members in all'),
    first_visit_at: momentSchema.nullable(),
  })
  .meta({ id: 'Today' });
export type TodayView = z.infer<typeof todaySchema>;

export const todayQuery = z.object({ location_id: idSchema('loc').optional() });
