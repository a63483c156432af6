import { z } from 'zod';
import { currencySchema, MAX_AMOUNT, minorSchema, momentSchema, textSchema } from './common.ts';
import { idSchema } from './ids.ts';
import { memberReferenceSchema } from './member-reference.ts';

export const MAX_LINES = 500;
export const MAX_REFUNDS = 100;
const MAX_VERSION = Number.MAX_SAFE_INTEGER;

const fault = (name: string) => ({ params: { fault: name } });

/** Whole pieces; goods by weight are one piece. */
export const quantitySchema = z.int().min(1).max(1_000_000);

/** A key of another system, kept as it comes. */
const foreignKeySchema = textSchema(200);

const keysAreUnique = (keys: readonly string[]) => new Set(keys).size === keys.length;

export const orderLineSchema = z.object({
  id: textSchema(100).optional().describe('Defaults to the 0-based index'),
  sku: textSchema(100).optional(),
  name: textSchema(300),
  category: textSchema(100).optional().describe('Key such as `coffee`, never a translated name'),
  quantity: quantitySchema,
  total_minor: z
    .int()
    .min(-MAX_AMOUNT)
    .max(MAX_AMOUNT)
    .describe("After the line's own discount, before the order's"),
  earns: z.boolean().default(true).describe('False for what never earns, e.g. gift cards'),
});

const refundLineSchema = z
  .object({
    id: textSchema(100).optional(),
    index: z
      .int()
      .min(0)
      .max(MAX_LINES - 1)
      .optional()
      .describe('0-based'),
    quantity: quantitySchema,
  })
  .refine(({ id, index }) => (id === undefined) !== (index === undefined), fault('line_reference'));

/** Pieces, money or both given back. `external_id` makes a repeat harmless. */
export const refundSchema = z
  .object({
    external_id: foreignKeySchema,
    lines: z.array(refundLineSchema).max(MAX_LINES).optional(),
    amount_minor: minorSchema.optional().describe('Where stated, it is the money given back'),
  })
  .refine(
    ({ lines, amount_minor }) => (lines?.length ?? 0) > 0 || amount_minor !== undefined,
    fault('refund_empty'),
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

/** A purchase as it stands now; a newer `version` replaces it and posts the difference. */
export const orderInputSchema = z
  .object({
    ...identity,
    ...belonging,
    ...amounts,
    lines: z.array(orderLineSchema).max(MAX_LINES).default([]),
    refunds: z.array(refundSchema).max(MAX_REFUNDS).default([]),
  })
  .superRefine(({ lines, ...order }, context) => {
    if (!keysAreUnique(lineIds(lines))) {
      context.addIssue({ code: 'custom', path: ['lines'], ...fault('duplicate_line') });
    }
    const sum = lines.reduce((total, line) => total + line.total_minor, 0);
    if (sum > MAX_AMOUNT) {
      context.addIssue({ code: 'custom', path: ['lines'], ...fault('amount_too_large') });
    }
    if (order.shop_amount_minor !== undefined && order.total_minor === null) {
      context.addIssue({
        code: 'custom',
        path: ['shop_amount_minor'],
        ...fault('shop_amount_without_total'),
      });
    }
  })
  .meta({ id: 'OrderInput' });

export type OrderInput = z.output<typeof orderInputSchema>;
export type RefundInput = z.output<typeof refundSchema>;
