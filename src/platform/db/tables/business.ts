import type { Generated } from 'kysely';
import type {
  ImportAward,
  ImportCounts,
  ImportGuess,
  ImportState,
  ImportView,
} from '#contract/import.ts';
import type { DefaultJson, DefaultMoment, Json, Moment, NullableMoment } from './column.ts';

export type MerchantTable = {
  merchant_id: string;
  name: string;
  trade: string;
  goal: string | null;
  currency: string;
  locale: string;
  zone: string;
  slug: string;
  branding: DefaultJson<unknown>;
  settings: DefaultJson<unknown>;
  demo: Generated<boolean>;
  setup_done_at: NullableMoment;
  created_at: DefaultMoment;
};

export type LocationTable = {
  merchant_id: string;
  id: string;
  name: string;
  kind: Generated<'shop' | 'online'>;
  is_default: Generated<boolean>;
  archived_at: NullableMoment;
  created_at: DefaultMoment;
};

export type StaffTable = {
  merchant_id: string;
  id: string;
  user_id: string | null;
  name: string;
  email: string | null;
  role: 'owner' | 'manager' | 'staff';
  location_ids: string[] | null;
  pin_hash: string | null;
  pin_failures: Generated<number>;
  pin_locked_until: NullableMoment;
  archived_at: NullableMoment;
  created_at: DefaultMoment;
};

export type InvitationTable = {
  merchant_id: string;
  id: string;
  email: string;
  name: string;
  role: 'owner' | 'manager' | 'staff';
  location_ids: string[] | null;
  invited_by: string | null;
  expires_at: Moment;
  accepted_at: NullableMoment;
  created_at: DefaultMoment;
};

export type TillTable = {
  merchant_id: string;
  id: string;
  location_id: string;
  name: string;
  paired_at: NullableMoment;
  last_seen_at: NullableMoment;
  revoked_at: NullableMoment;
  created_at: DefaultMoment;
};

export type AuditTable = {
  merchant_id: string;
  at: DefaultMoment;
  id: string;
  actor: string;
  action: string;
  subject: string | null;
  details: DefaultJson<unknown>;
};

export type PosterTable = {
  merchant_id: string;
  id: string;
  kind: 'poster' | 'table_tent';
  locale: string;
  nonce: string;
  origin: string;
  location_id: string | null;
  opened_at: NullableMoment;
  opened_from: string | null;
  created_at: DefaultMoment;
  created_by: string;
};

export type ImportTable = {
  merchant_id: string;
  id: string;
  kind: 'orders';
  file_name: string;
  award: ImportAward;
  mapping: Json<ImportGuess>;
  state: ImportState;
  counts: DefaultJson<Partial<ImportCounts>>;
  program_version: number | null;
  started_at: DefaultMoment;
  finished_at: NullableMoment;
  started_by: string;
  uploaded_at: NullableMoment;
  bytes: Generated<number>;
  read_bytes: Generated<number>;
  noted_at: DefaultMoment;
  written_from: NullableMoment;
  attempts: Generated<number>;
  fault: ImportView['fault'];
};

export type FileTable = {
  merchant_id: string;
  id: string;
  content_type: string;
  bytes: Buffer;
  created_at: DefaultMoment;
};
