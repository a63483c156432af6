import { z } from 'zod';
import { idSchema } from './ids.ts';

export const MOST_DAYS = 90;
export const MOST_ORDERS = 50_000;

/** How members behave in a simulation, and which program is tried. */
export const simulationInputSchema = z
  .strictObject({
    program: idSchema('dft').describe('The draft that is tried; the live version runs beside it'),
    days: z.int().min(1).max(MOST_DAYS).default(MOST_DAYS).describe('Orders of the last days'),
    redeems: z
      .boolean()
      .default(true)
      .describe('Members take the dearest reward they can pay at their next visit'),
    breakage_per_mille: z
      .int()
      .min(0)
      .max(1000)
      .default(0)
      .describe('Of outstanding units, how many in a thousand are never spent'),
  })
  .meta({ id: 'SimulationInput' });

export type SimulationInput = z.output<typeof simulationInputSchema>;

export const simulationSchema = z
  .object({
    members: z.int(),
    orders: z.int(),
    visits: z.int(),
    revenue_minor: z.int(),
    from: z.int().nullable().describe('First purchase, epoch ms'),
    to: z.int().nullable(),
    first_reward: z.object({
      members: z.int().describe('Members who ever could pay a reward'),
      median_visits: z.int().nullable(),
      by_visit: z.array(z.object({ visits: z.int(), per_mille: z.int() })),
    }),
    issued: z.array(z.object({ rule: z.string(), unit: z.string(), units: z.int() })),
    redeemed: z.array(z.object({ reward: z.string(), times: z.int() })),
    reward_cost_minor: z.int().nullable(),
    give_back_per_mille: z.int().nullable().describe('Cost of units issued, of the revenue'),
    outstanding: z.array(z.object({ unit: z.string(), units: z.int() })),
    liability_minor: z.int().nullable(),
  })
  .meta({ id: 'Simulation' });

/** A line of the answer: how far it is, or what came of it, last. */
export const simulationLineSchema = z.union([
  z.object({ done: z.int(), of: z.int() }),
  z.object({
    draft: simulationSchema,
    live: simulationSchema,
    orders_without_customer: z.int(),
    cut_off: z.boolean().describe('There were more orders than one simulation takes'),
  }),
]);

export type SimulationLine = z.output<typeof simulationLineSchema>;
export type SimulationView = Extract<SimulationLine, { draft: unknown }>;

/** The same for an uploaded file, in the address. */
export const simulationFileQuery = z.strictObject({
  program: idSchema('dft'),
  redeems: z.stringbool().default(true),
  breakage_per_mille: z.coerce.number().int().min(0).max(1000).default(0),
});
