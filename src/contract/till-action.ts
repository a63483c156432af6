import { z } from 'zod';
import { idSchema, NOT_FOUND } from './ids.ts';
import type { RefusalCode } from './refusals.ts';

/** The device's own clock, epoch milliseconds: a wrong one is put right on arrival. */
const deviceTime = z.int().min(0).max(8_640_000_000_000);
const sequence = z.int().min(1).max(Number.MAX_SAFE_INTEGER);

/** Who did it: the person at the till then, who need not be the one at the time of sending. */
const done = { device_at: deviceTime, staff_id: idSchema('stf').optional() };

/** The code of a card or its short code, as scanned. */
const cardCode = z.string().trim().min(6).max(40);

const memberRef = z
  .union([z.strictObject({ id: idSchema('mem') }), z.strictObject({ card_code: cardCode })])
  .describe('The member by id, or by the code of a card');

const stamps = z
  .array(z.strictObject({ unit: z.string().min(1).max(60), amount: z.int().min(1).max(1_000) }))
  .min(1)
  .max(20);

const line = z.strictObject({
  category: z.string().min(1).max(60).optional(),
  name: z.string().min(1).max(200),
  quantity: z.int().min(1).max(1_000),
  total_minor: z.int().min(0).max(1_000_000_000_000),
});

export const tillActionSchema = z.union([
  z.strictObject({ kind: z.literal('visit'), ...done, member: memberRef, stamps }),
  z.strictObject({
    kind: z.literal('order'),
    ...done,
    member: memberRef,
    total_minor: z.int().min(1).max(1_000_000_000_000),
    lines: z.array(line).max(50).optional(),
  }),
  z.strictObject({
    kind: z.literal('enroll'),
    ...done,
    card_code: cardCode.optional(),
    name: z.string().trim().min(1).max(200).optional(),
    phone: z.string().trim().min(3).max(40).optional(),
    email: z.string().trim().min(3).max(254).optional(),
  }),
  z.strictObject({
    kind: z.literal('redemption'),
    ...done,
    member: memberRef,
    reward_id: idSchema('rew'),
  }),
  z.strictObject({ kind: z.literal('reversal'), ...done, of_sequence: sequence }),
  z.strictObject({ kind: z.literal('reversal'), ...done, decision_id: idSchema('dec') }),
]);

export type TillAction = z.infer<typeof tillActionSchema>;
export type TillMemberRef = z.infer<typeof memberRef>;

/**
 * The envelope of an action. Its content is judged one by one: an action that makes no sense is
 * refused alone and never holds up the others.
 */
const envelope = z.looseObject({ sequence, kind: z.string().max(40) });

export const tillActionsBody = z.strictObject({
  sent_at: deviceTime.describe('The device clock when it sent this'),
  actions: z.array(envelope).min(1).max(100),
});
export type TillActionsBody = z.infer<typeof tillActionsBody>;

const refusal = z.object({
  code: z.string(),
  message: z.string().describe('What happened and what to do, in the language of the reader'),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const tillActionResultSchema = z.discriminatedUnion('status', [
  z.object({
    sequence,
    status: z.literal('done'),
    replayed: z.boolean().describe('The action had arrived before; this is its outcome again'),
    decision_id: z.string().nullable(),
    subject_id: z.string().nullable().describe('The visit, order, member or redemption it made'),
    member_id: z.string().nullable(),
    flags: z.array(z.string()),
    card_url: z.string().nullable().describe('Page of a new card, for the guest who is there'),
    entries: z.array(
      z.object({
        unit: z.string(),
        amount: z.int(),
        text: z.string().optional().describe('Why, in the language of the reader'),
      }),
    ),
  }),
  z.object({ sequence, status: z.literal('refused'), refusal }),
  z
    .object({ sequence, status: z.literal('failed') })
    .describe('The server stumbled; send it again later'),
]);

export const tillActionsAnswer = z.object({
  received_at: z.string(),
  results: z.array(tillActionResultSchema),
});

export type TillActionResult =
  | Exclude<z.infer<typeof tillActionResultSchema>, { status: 'refused' }>
  | {
      sequence: number;
      status: 'refused';
      refusal: { code: RefusalCode; message: string; details: Record<string, string | number> };
    };

export const cardCodesBody = z.strictObject({ count: z.int().min(1).max(50) });
export const cardCodesAnswer = z.object({
  card_codes: z.array(z.object({ code: z.string(), short_code: z.string() })),
});

/** A code that is not of our alphabet is an unknown card, not a malformed request. */
export const tillCodeParam = z
  .string()
  .max(80)
  .refine((text) => text.trim() !== '', { params: { fault: NOT_FOUND } });
