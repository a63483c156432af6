import type { Generated } from 'kysely';
import type { DefaultMoment, Moment, NullableMoment } from './column.ts';

export type MerchantSlugTable = {
  slug: string;
  merchant_id: string;
};

export type CardTokenTable = {
  token: string;
  merchant_id: string;
  card_id: string;
};

export type ApiKeyTable = {
  hash: Buffer;
  id: string;
  merchant_id: string;
  name: string;
  scopes: string[];
  last_four: string;
  created_at: DefaultMoment;
  created_by: string;
  last_used_at: NullableMoment;
  revoked_at: NullableMoment;
};

export type StaffDirectoryTable = {
  user_id: string;
  merchant_id: string;
  staff_id: string;
};

export type TillTokenTable = {
  hash: Buffer;
  merchant_id: string;
  till_id: string;
  created_at: DefaultMoment;
  revoked_at: NullableMoment;
};

export type OneTimeCodeTable = {
  hash: Buffer;
  code_hash: Buffer;
  purpose: 'pairing' | 'invitation' | 'owner_link' | 'card_recovery' | 'password_reset';
  merchant_id: string;
  subject_id: string;
  attempts: Generated<number>;
  expires_at: Moment;
  used_at: NullableMoment;
  created_at: DefaultMoment;
};

export type TillSessionTable = {
  hash: Buffer;
  merchant_id: string;
  till_id: string;
  staff_id: string;
  created_at: DefaultMoment;
  expires_at: Moment;
};

/** The sign-in library writes its tables itself; ours is only whether the password was chosen. */
export type AuthAccountTable = {
  user_id: string;
  provider_id: string;
  password_chosen: boolean;
};

/** Of sessions we only end them. */
export type AuthSessionTable = {
  id: string;
  user_id: string;
  expires_at: Moment;
};
