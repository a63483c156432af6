/**
 * Why units moved, as structure: a code and the plain values its sentence needs, in the order of
 * reading. Renderers translate one sentence per code and compute nothing.
 *
 * Every `amount` here is absolute (the entry carries the sign), money is minor units of `currency`.
 * `remainder_*_minor` is the purchase amount carried to the next order (0 for rules that drop it).
 * - `earn.*`: what an event gave · `update.*`: what a newer snapshot added
 * - `refund.*`: what a refund, a cancellation or a smaller snapshot took; figures are what remains
 */
const AMOUNT_PARAMS = [
  'units',
  'per_minor',
  'net_minor',
  'currency',
  'amount',
  'remainder_before_minor',
  'remainder_after_minor',
] as const;
const ITEM_PARAMS = ['units', 'quantity', 'covered', 'amount'] as const;
const FIXED_PARAMS = ['units', 'amount'] as const;
const MILESTONE_PARAMS = ['milestone', 'times', 'amount'] as const;
/** `factor` is numerator ÷ denominator of a multiplier, 0 for other promotions. */
const PROMOTION_PARAMS = ['promotion', 'factor', 'amount'] as const;

export const EXPLANATIONS = {
  'earn.per_amount': AMOUNT_PARAMS,
  'update.per_amount': AMOUNT_PARAMS,
  'refund.per_amount': AMOUNT_PARAMS,
  'earn.per_item': ITEM_PARAMS,
  'update.per_item': ITEM_PARAMS,
  'refund.per_item': ITEM_PARAMS,
  'earn.purchase': FIXED_PARAMS,
  'update.purchase': FIXED_PARAMS,
  'refund.purchase': FIXED_PARAMS,
  'earn.visit': FIXED_PARAMS,
  'update.visit': FIXED_PARAMS,
  'refund.visit': FIXED_PARAMS,
  'earn.promotion': PROMOTION_PARAMS,
  'update.promotion': PROMOTION_PARAMS,
  'refund.promotion': PROMOTION_PARAMS,
  'earn.milestone': MILESTONE_PARAMS,
  'refund.milestone': MILESTONE_PARAMS,
  'earn.occasion': ['occasion', 'on', 'amount'],
  'earn.welcome': FIXED_PARAMS,
  'earn.tap': ['quantity', 'units', 'amount'],
  'earn.promotion_tap': PROMOTION_PARAMS,
  redeem: ['reward_id', 'amount'],
  'redeem.cancel': ['reward_id', 'amount'],
  adjust: ['amount', 'reason'],
  reverse: ['subject', 'amount'],
  detach: ['order_id', 'amount'],
  expire: ['amount', 'repaid'],
} as const satisfies Record<string, readonly string[]>;

export type ExplanationCode = keyof typeof EXPLANATIONS;

type Params<C extends ExplanationCode> = Record<(typeof EXPLANATIONS)[C][number], string | number>;

/** A sentence as structure: `code` names the message, `params` are plain values. */
export type Explanation = {
  [C in ExplanationCode]: { code: C; params: Params<C> };
}[ExplanationCode];
