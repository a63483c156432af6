import type { Generated } from 'kysely';
import type { Explanation, Facts } from '#core/decision.ts';
import type { MemberEvent } from '#core/event.ts';
import type { Progress } from '#core/milestone.ts';
import type { TierStanding } from '#core/tier.ts';
import type { VoucherState } from '#core/voucher.ts';
import type { Json, Moment, NullableMoment } from './column.ts';

export type MemberStateTable = {
  merchant_id: string;
  member_id: string;
  version: Generated<number>;
  visits: Generated<number>;
  last_visit_at: NullableMoment;
  sequence: Generated<number>;
  tier: Json<TierStanding> | null;
  tier_until: string | null;
};

export type ProgressTable = {
  merchant_id: string;
  member_id: string;
  milestone: string;
  period: string;
  content: Json<Progress>;
};

export type VoucherTable = {
  merchant_id: string;
  id: string;
  member_id: string;
  reward_id: string;
  origin: string;
  state: VoucherState;
  valid_from: Moment;
  valid_to: Moment;
  created_at: Moment;
};

export type AccountTable = {
  merchant_id: string;
  member_id: string;
  unit: string;
  balance: number;
  debt: Generated<number>;
};

export type RemainderTable = {
  merchant_id: string;
  member_id: string;
  unit: string;
  denominator: number;
  numerator: number;
};

export type DecisionTable = {
  merchant_id: string;
  id: string;
  at: Moment;
  member_id: string;
  version: number;
  event_type: string;
  subject: string;
  program_version: number;
  event: Json<MemberEvent>;
  facts: Json<Facts>;
  effects: Json<unknown>;
  reverses: string | null;
  reversed_by: string | null;
  actor: string;
  staff_id: string | null;
  till_id: string | null;
  location_id: string | null;
  flags: Generated<string[]>;
};

export type EntryTable = {
  merchant_id: string;
  member_id: string;
  at: Moment;
  decision_id: string;
  n: number;
  unit: string;
  amount: number;
  debt: number;
  counter: 'issued' | 'redeemed' | 'adjusted' | 'expired' | 'imported';
  cause: string;
  explanation: Json<Explanation>;
};

export type LotTable = {
  merchant_id: string;
  member_id: string;
  decision_id: string;
  n: number;
  unit: string;
  origin: string;
  amount: number;
  remaining: number;
  earned_at: Moment;
  active_from: Moment;
  expires_at: NullableMoment;
};

export type AllocationTable = {
  merchant_id: string;
  member_id: string;
  decision_id: string;
  n: number;
  lot_decision_id: string;
  lot_n: number;
  amount: number;
};

export type HoldTable = {
  merchant_id: string;
  member_id: string;
  redemption_id: string;
  unit: string;
  amount: number;
  expires_at: Moment;
};

export type MemberDayTable = {
  merchant_id: string;
  member_id: string;
  measure: string;
  business_day: string;
  amount: number;
};
