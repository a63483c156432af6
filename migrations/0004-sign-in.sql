-- Who signs in. The auth_ tables have the shape the sign-in library asks for (its names in snake
-- case); which merchants a user works for stands in control.staff_directory, so that users stay
-- free of tenants.
create table control.auth_user (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null,
  image text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table control.auth_session (
  id text primary key,
  token text not null unique,
  user_id text not null references control.auth_user on delete cascade,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index auth_session_user on control.auth_session (user_id);
create index auth_session_age on control.auth_session (expires_at);

create table control.auth_account (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  user_id text not null references control.auth_user on delete cascade,
  password text,
  -- False while the owner of a fresh set-up has not chosen one: a random one stands in its place.
  password_chosen boolean not null default true,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index auth_account_user on control.auth_account (user_id);

create table control.auth_verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index auth_verification_identifier on control.auth_verification (identifier);

-- A person at a till after the PIN: worth nothing without the till's own token.
create table control.till_session (
  hash bytea primary key,
  merchant_id uuid not null,
  till_id uuid not null,
  staff_id uuid not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index till_session_staff on control.till_session (merchant_id, staff_id);
create index till_session_age on control.till_session (expires_at);

create index till_token_till on control.till_token (merchant_id, till_id);
create index staff_directory_merchant on control.staff_directory (merchant_id);
-- How many codes a lost card asked for lately.
create index one_time_code_subject on control.one_time_code (merchant_id, subject_id);
