import { z } from 'zod';
import { currencySchema, MAX_AMOUNT, minorSchema, momentSchema, textSchema } from './common.ts';
import { decisionSchema } from './decision.ts';
import { idSchema } from './ids.ts';
import { memberBalanceSchema } from './member-balance.ts';
import { memberReferenceSchema } from './member-reference.ts';

export const MAX_LINES = 500;
export const MAX_REFUNDS = 100;
const MAX_VERSION = Number.MAX_SAFE_INTEGER;

const fault = (name: string, details: Record<string, string | number> = {}) => ({
  params: { fault: name, ...details },
});

/** Whole pieces; goods by weight are one piece. */
export const quantitySchema = z
  .number()
  .refine((n) => Number.isInteger(n) && n >= 1 && n <= 1_000_000, fault('quantity'))
  .meta({ type: 'integer', minimum: 1, maximum: 1_000_000 });

/** A key of another system, kept as it comes. */
const foreignKeySchema = textSchema(200);

const firstTwice = (keys: readonly string[]): string | undefined =>
  keys.find((key, i) => keys.indexOf(key) < i);

export const orderLineSchema = z.strictObject({
  id: textSchema(100).optional().describe('Defaults to the 0-based index'),
  sku: textSchema(100).optional(),
  name: textSchema(300),
  category: textSchema(100).optional().describe('Key such as `coffee`, never a translated name'),
  tags: z
    .array(textSchema(80))
    .max(20)
    .optional()
    .describe('Of the product, e.g. `new`; rules and promotions may look at them'),
  quantity: quantitySchema,
  total_minor: z
    .int()
    .min(-MAX_AMOUNT)
    .max(MAX_AMOUNT)
    .describe("After the line's own discount, before the order's"),
  earns: z.boolean().default(true).describe('False for what never earns, e.g. gift cards'),
});

const refundLineSchema = z
  .strictObject({
    id: textSchema(100).optional(),
    index: z
      .int()
      .min(0)
      .max(MAX_LINES - 1)
      .optional()
      .describe('0-based'),
    quantity: quantitySchema,
  })
  .refine(
    ({ id, index }) => (id === undefined) !== (index === undefined),
    fault('only_one', { fields: 'id, index' }),
  );

/** Pieces, money or both given back. `external_id` makes a repeat harmless. */
export const refundSchema = z
  .strictObject({
    external_id: foreignKeySchema,
    lines: z.array(refundLineSchema).max(MAX_LINES).optional(),
    amount_minor: minorSchema.optional().describe('Where stated, it is the money given back'),
  })
  .refine(
    ({ lines, amount_minor }) => (lines?.length ?? 0) > 0 || amount_minor !== undefined,
    fault('at_least_one', { fields: 'lines, amount_minor' }),
  )
  .meta({ id: 'Refund' });

const identity = {
  source: textSchema(50).describe('The system it comes from, e.g. `pos`'),
  external_id: foreignKeySchema.describe('Unique within the source'),
  version: z.int().min(0).max(MAX_VERSION).default(0).describe('Newer snapshots count up'),
  state: z.enum(['pending', 'paid', 'canceled']).default('paid'),
};

const belonging = {
  member: memberReferenceSchema.optional(),
  location_id: idSchema('loc').optional().describe("The merchant's default where absent"),
  occurred_at: momentSchema.optional().describe('Now where absent'),
  visit_id: idSchema('vis').optional().describe('The visit it belongs to'),
  card_id: idSchema('crd').optional(),
};

const amounts = {
  currency: currencySchema,
  total_minor: minorSchema.nullable().describe('null = unknown; it is not zero'),
  shop_amount_minor: minorSchema
    .optional()
    .describe("The total in the merchant's currency when `currency` is another"),
  discount_minor: minorSchema.default(0),
  tax_minor: minorSchema.default(0),
  tax_included: z.boolean().default(true),
  shipping_minor: minorSchema.default(0),
  tip_minor: minorSchema.default(0),
  fees_minor: minorSchema.default(0),
};

/** The id each line is known by. */
export const lineIds = (lines: readonly { id?: string | undefined }[]): string[] =>
  lines.map((line, index) => line.id ?? String(index));

/** What was bought: the part of an order that its award follows from. */
export const orderContent = {
  ...amounts,
  lines: z.array(orderLineSchema).max(MAX_LINES).default([]),
};

type OrderContent = z.output<z.ZodObject<typeof orderContent>>;

/** What the parts of an order's content must be together. */
export const checkContent = ({ lines, ...order }: OrderContent, context: z.RefinementCtx): void => {
  const value = firstTwice(lineIds(lines));
  if (value !== undefined) {
    context.addIssue({ code: 'custom', path: ['lines'], ...fault('twice', { value }) });
  }
  const sum = lines.reduce((total, line) => total + line.total_minor, 0);
  if (sum > MAX_AMOUNT) {
    const tooBig = fault('too_big', { maximum: MAX_AMOUNT });
    context.addIssue({ code: 'custom', path: ['lines'], ...tooBig });
  }
  if (order.shop_amount_minor !== undefined && order.total_minor === null) {
    context.addIssue({ code: 'custom', path: ['total_minor'], ...fault('required') });
  }
};

/** A purchase as it stands now; a newer `version` replaces it and posts the difference. */
export const orderInputSchema = z
  .strictObject({
    ...identity,
    ...belonging,
    ...orderContent,
    refunds: z.array(refundSchema).max(MAX_REFUNDS).default([]),
  })
  .superRefine(checkContent)
  .meta({ id: 'OrderInput' });

export type OrderInput = z.output<typeof orderInputSchema>;
export type RefundInput = z.output<typeof refundSchema>;

const orderAnswer = { decision: decisionSchema.nullable(), member: memberBalanceSchema.nullable() };

/** Decision null: a guest's order, or an older snapshot that changed nothing. */
export const orderAnswerSchema = z.object({ id: idSchema('ord'), ...orderAnswer });
export const refundAnswerSchema = z.object(orderAnswer);

/** An order that was taken back earns again. */
export const inclusionInputSchema = z
  .strictObject({ reason: textSchema(500).optional() })
  .meta({ id: 'InclusionInput' });
export const inclusionAnswerSchema = z.object(orderAnswer);

export type OrderAnswer = z.output<typeof orderAnswerSchema>;
export type RefundAnswer = z.output<typeof refundAnswerSchema>;
export type InclusionInput = z.output<typeof inclusionInputSchema>;
export type InclusionAnswer = z.output<typeof inclusionAnswerSchema>;

export const orderSchema = z
  .object({
    id: idSchema('ord'),
    source: z.string(),
    external_id: z.string(),
    version: z.int(),
    state: z.enum(['pending', 'paid', 'canceled']),
    member_id: idSchema('mem').nullable().describe('null = an order of a guest'),
    location_id: idSchema('loc'),
    visit_id: idSchema('vis').nullable(),
    occurred_at: momentSchema,
    received_at: momentSchema,
    currency: currencySchema,
    total_minor: z.int().nullable(),
    net_minor: z.int().nullable().describe('What is left after refunds'),
    discount_minor: z.int(),
    tax_minor: z.int(),
    tax_included: z.boolean(),
    shipping_minor: z.int(),
    tip_minor: z.int(),
    fees_minor: z.int(),
    excluded: z.boolean().describe('Its decision was reversed: it earns nothing'),
    lines: z.array(
      z.object({
        id: z.string(),
        sku: z.string().optional(),
        name: z.string(),
        category: z.string().optional(),
        tags: z.array(z.string()).optional(),
        quantity: z.int(),
        total_minor: z.int(),
        earns: z.boolean(),
      }),
    ),
    refunds: z.array(
      z.object({
        external_id: z.string(),
        lines: z.array(z.object({ id: z.string(), quantity: z.int() })),
        amount_minor: z.int().optional(),
      }),
    ),
  })
  .meta({ id: 'Order' });

export type OrderView = z.output<typeof orderSchema>;
