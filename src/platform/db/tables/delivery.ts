import type { Generated } from 'kysely';
import type { DefaultMoment, Json, Moment, NullableMoment } from './column.ts';

export type OrderKeyTable = {
  merchant_id: string;
  source: string;
  external_id: string;
  order_id: string;
};

export type OrderSnapshotTable = {
  merchant_id: string;
  order_id: string;
  version: number;
  hash: string;
  decision_id: string | null;
};

export type RefundKeyTable = {
  merchant_id: string;
  order_id: string;
  external_id: string;
  hash: string;
  decision_id: string | null;
};

export type DeviceActionTable = {
  merchant_id: string;
  till_id: string;
  sequence: number;
  hash: string;
  kind: string;
  subject_id: string | null;
  decision_id: string | null;
  device_at: Moment;
  sent_at: Moment;
  received_at: DefaultMoment;
};

export type IdempotencyKeyTable = {
  merchant_id: string;
  principal: string;
  key: string;
  hash: string;
  status: number;
  body: Json<unknown>;
  created_at: DefaultMoment;
};

export type OutboxTable = {
  merchant_id: string;
  at: Moment;
  id: string;
  type: string;
  member_id: string | null;
  sequence: number | null;
  data: Json<unknown>;
  handled_at: NullableMoment;
};

export type MessageTable = {
  merchant_id: string;
  id: string;
  member_id: string | null;
  channel: 'email';
  recipient: string;
  subject: string;
  body: string;
  html: string;
  state: Generated<'queued' | 'sent' | 'held' | 'failed'>;
  error: string | null;
  sealed: Generated<boolean>;
  attempts: Generated<number>;
  due_at: DefaultMoment;
  created_at: DefaultMoment;
  sent_at: NullableMoment;
};
