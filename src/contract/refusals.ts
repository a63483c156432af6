import type { RefusalCode as CoreCode } from '#core/decision.ts';
import type { FaultKey } from './messages/fault/index.ts';

/**
 * The closed list of reasons for a no, with the HTTP status each answers with. Every code has a
 * title and a text that says what to do in the messages area `refusal`, and a test that provokes
 * it.
 */
export const REFUSALS = {
  // The request itself
  malformed_json: 400,
  idempotency_key_missing: 400,
  merchant_required: 400,
  unauthenticated: 401,
  forbidden: 403,
  cross_site: 403,
  not_found: 404,
  method_not_allowed: 405,
  payload_too_large: 413,
  unsupported_media_type: 415,
  invalid_request: 422,
  idempotency_key_reused: 422,
  idempotency_in_flight: 409,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,

  // Members and cards
  member_exists: 409,
  card_code_unknown: 404,
  card_code_taken: 409,

  // Program, rewards, merchant, locations, keys
  program_draft_stale: 409,
  program_invalid: 422,
  draft_limit: 409,
  reward_unit_unknown: 422,
  reward_on_stamp_card: 409,
  reward_archived: 409,
  slug_taken: 409,
  location_default: 409,
  location_archived: 409,
  api_key_revoked: 409,

  // Orders, visits, redemptions
  currency_mismatch: 422,
  order_total_mismatch: 422,
  order_version_conflict: 409,
  order_line_removed: 409,
  order_not_paid: 409,
  order_not_excluded: 409,
  refund_exceeds_order: 422,
  refund_line_unknown: 422,
  refund_changed: 409,
  tier_unknown: 422,
  voucher_invalid: 409,
  unknown_unit: 422,
  unit_not_stamps: 422,
  insufficient_units: 409,
  reward_inactive: 409,
  reward_sold_out: 409,
  redemption_state: 409,
  hold_expired: 409,
  undo_expired: 409,
  already_reversed: 409,
  not_reversible: 409,
  adjustment_zero: 422,
  adjustment_below_zero: 409,

  // People and devices
  sign_in_failed: 401,
  email_taken: 409,
  staff_exists: 409,
  last_owner: 409,
  code_invalid: 422,
  code_expired: 410,
  code_attempts: 429,
  pin_wrong: 401,
  pin_locked: 429,
  pin_unset: 409,
  pin_too_easy: 422,
  till_revoked: 401,
  action_invalid: 422,
  offline_redemption: 409,

  // Messages
  message_sent: 409,
  mail_server_missing: 409,

  // Posters, imports, files
  address_unproven: 409,
  import_unreadable: 422,
  import_running: 409,
  import_state: 409,
  file_unreadable: 422,
} as const satisfies Record<string, number> & Record<CoreCode, number>;

export type RefusalCode = keyof typeof REFUSALS;
export const REFUSAL_CODES = Object.keys(REFUSALS) as RefusalCode[];

/** Plain values that go into the text and, as they are, into the answer's `details`. */
export type RefusalDetails = Record<string, string | number>;

/** A field that can't be taken: where it stands (`units.0.id`) and which sentence says why. */
export type FieldFault = { path: string; fault: FaultKey; params?: RefusalDetails };

/** A no for a reason of business. A value, never thrown. */
export type Refusal = { code: RefusalCode; details: RefusalDetails; faults?: FieldFault[] };
export type Refused = { ok: false; refusal: Refusal };

/** Refuses: `return refuse('member_exists', { member_id })`. The core's refusals fit unchanged. */
export const refuse = (code: RefusalCode, details: RefusalDetails = {}): Refused => ({
  ok: false,
  refusal: { code, details },
});

/** Refuses because of fields that only the use case could judge. */
export const refuseFields = (
  faults: FieldFault[],
  code: 'invalid_request' | 'program_invalid' = 'invalid_request',
): Refused => ({ ok: false, refusal: { code, details: {}, faults } });
