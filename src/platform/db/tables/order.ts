import type { Generated } from 'kysely';
import type { OrderSnapshot } from '#core/event.ts';
import type { Basis, Posted, RewardRevision } from '#core/state.ts';
import type {
  DefaultJson,
  DefaultMoment,
  Json,
  Moment,
  NullableJson,
  NullableMoment,
} from './column.ts';

export type OrderTable = {
  merchant_id: string;
  id: string;
  at: Moment;
  source: string;
  external_id: string;
  version: number;
  state: 'pending' | 'paid' | 'canceled';
  member_id: string | null;
  card_id: string | null;
  contact: NullableJson<unknown>;
  location_id: string;
  currency: string;
  total_minor: number | null;
  net_minor: number | null;
  snapshot: Json<OrderSnapshot>;
  hash: string;
  basis: NullableJson<Basis>;
  posted: DefaultJson<Posted>;
  excluded: Generated<boolean>;
  visit_id: string | null;
  staff_id: string | null;
  till_id: string | null;
  import_id: string | null;
  revision: Generated<number>;
  received_at: DefaultMoment;
};

export type VisitTable = {
  merchant_id: string;
  id: string;
  at: Moment;
  member_id: string;
  location_id: string;
  staff_id: string | null;
  till_id: string | null;
  tapped: DefaultJson<Record<string, number>>;
  covered: DefaultJson<Record<string, number>>;
  begun_by: string | null;
};

export type RedemptionTable = {
  merchant_id: string;
  id: string;
  at: Moment;
  member_id: string;
  card_id: string | null;
  state: 'held' | 'released' | 'issued' | 'fulfilled' | 'canceled' | 'expired';
  reward_id: string;
  revision: number;
  reward: Json<RewardRevision>;
  hold_expires_at: NullableMoment;
  issued_at: NullableMoment;
  issued_by: string | null;
  location_id: string | null;
  staff_id: string | null;
  till_id: string | null;
};
