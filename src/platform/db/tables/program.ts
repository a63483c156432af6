import type { Generated } from 'kysely';
import type { ProgramDocument } from '#core/program.ts';
import type { DefaultMoment, Json, Moment } from './column.ts';

export type ProgramVersionTable = {
  merchant_id: string;
  number: number;
  document: Json<ProgramDocument>;
  published_at: Moment;
  published_by: string;
  note: string | null;
};

export type ProgramDraftTable = {
  merchant_id: string;
  id: string;
  document: Json<ProgramDocument>;
  based_on: number;
  updated_at: DefaultMoment;
  updated_by: string;
};

export type RewardTable = {
  merchant_id: string;
  id: string;
  revision: number;
  active: Generated<boolean>;
  limited: Generated<boolean>;
  created_at: DefaultMoment;
};

export type RewardRevisionTable = {
  merchant_id: string;
  reward_id: string;
  revision: number;
  content: Json<unknown>;
  created_at: DefaultMoment;
  created_by: string;
};

export type ClaimableTable = {
  merchant_id: string;
  kind: string;
  id: string;
  remaining: number;
};
