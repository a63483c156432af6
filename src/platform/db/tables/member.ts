import type { Generated } from 'kysely';
import type { DefaultJson, DefaultMoment, Moment, NullableMoment } from './column.ts';

export type MemberTable = {
  merchant_id: string;
  id: string;
  enrolled_at: NullableMoment;
  name: string | null;
  search_key: string | null;
  phone: string | null;
  email: string | null;
  birthday: string | null;
  locale: string | null;
  note: string | null;
  tags: Generated<string[]>;
  attributes: DefaultJson<unknown>;
  source: string;
  joined_poster_id: string | null;
  joined_program_version: number | null;
  joined_location_id: string | null;
  chosen_reward_id: string | null;
  chosen_at: NullableMoment;
  demo: Generated<boolean>;
  created_at: DefaultMoment;
  updated_at: DefaultMoment;
};

export type MemberExternalIdTable = {
  merchant_id: string;
  source: string;
  external_id: string;
  member_id: string;
  created_at: DefaultMoment;
};

export type ConsentTable = {
  merchant_id: string;
  member_id: string;
  at: Moment;
  channel: 'terms' | 'email' | 'sms' | 'push' | 'profiling';
  granted: boolean;
  wording: string;
  source: string;
};

export type CardTable = {
  merchant_id: string;
  id: string;
  member_id: string | null;
  code: string;
  short_code: string;
  token: string | null;
  allocated_to: string | null;
  revoked_at: NullableMoment;
  created_at: DefaultMoment;
};
