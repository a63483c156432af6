-- Two schemas: `stamgast` holds what belongs to one merchant (every table starts with merchant_id, so
-- it can be distributed by merchant), `control` holds what finds the merchant: credentials, tokens,
-- staff sign-in. No foreign key crosses the two.
create schema stamgast;
-- The migration runner has already made it for its own table.
create schema if not exists control;

-- ── The merchant and its people ─────────────────────────────────────────────────────────────────
create table stamgast.merchant (
  merchant_id uuid primary key,
  name text not null,
  trade text not null,
  goal text,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  locale text not null,
  zone text not null,
  slug text not null,
  branding jsonb not null default '{}',
  settings jsonb not null default '{}',
  -- A demo merchant can be removed as a whole, an ordinary one can't.
  demo boolean not null default false,
  setup_done_at timestamptz,
  created_at timestamptz not null default now()
);

create table stamgast.location (
  merchant_id uuid not null references stamgast.merchant,
  id uuid not null,
  name text not null,
  kind text not null default 'shop' check (kind in ('shop', 'online')),
  is_default boolean not null default false,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (merchant_id, id)
);
create unique index location_default on stamgast.location (merchant_id) where is_default;

create table stamgast.staff (
  merchant_id uuid not null references stamgast.merchant,
  id uuid not null,
  -- The sign-in user, if this person has one; a barista with only a PIN has none.
  user_id text,
  name text not null,
  email text,
  role text not null check (role in ('owner', 'manager', 'staff')),
  -- scrypt; null = this person can't use a till yet.
  pin_hash text,
  pin_failures integer not null default 0,
  pin_locked_until timestamptz,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (merchant_id, id)
);
create unique index staff_user on stamgast.staff (merchant_id, user_id) where user_id is not null;

create table stamgast.invitation (
  merchant_id uuid not null references stamgast.merchant,
  id uuid not null,
  email text not null,
  name text not null,
  role text not null check (role in ('owner', 'manager', 'staff')),
  invited_by uuid,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (merchant_id, id)
);

create table stamgast.till (
  merchant_id uuid not null references stamgast.merchant,
  id uuid not null,
  location_id uuid not null,
  name text not null,
  paired_at timestamptz,
  last_seen_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (merchant_id, id),
  foreign key (merchant_id, location_id) references stamgast.location (merchant_id, id)
);

create table stamgast.audit (
  merchant_id uuid not null,
  at timestamptz not null default now(),
  id uuid not null,
  actor text not null,
  action text not null,
  subject text,
  details jsonb not null default '{}',
  primary key (merchant_id, at, id)
);

-- ── Program and rewards ─────────────────────────────────────────────────────────────────────────
create table stamgast.program_version (
  merchant_id uuid not null references stamgast.merchant,
  number integer not null,
  document jsonb not null,
  published_at timestamptz not null,
  published_by text not null,
  note text,
  primary key (merchant_id, number)
);

create table stamgast.program_draft (
  merchant_id uuid not null references stamgast.merchant,
  id uuid not null,
  document jsonb not null,
  -- The version it was made from; publishing over a newer one is refused.
  based_on integer not null,
  updated_at timestamptz not null default now(),
  updated_by text not null,
  primary key (merchant_id, id)
);

create table stamgast.reward (
  merchant_id uuid not null references stamgast.merchant,
  id uuid not null,
  revision integer not null,
  active boolean not null default true,
  -- null = not counted. The copies themselves are a claimable row.
  limited boolean not null default false,
  created_at timestamptz not null default now(),
  primary key (merchant_id, id)
);

create table stamgast.reward_revision (
  merchant_id uuid not null,
  reward_id uuid not null,
  revision integer not null,
  -- { name: {locale: text}, description?, kind, cost:{unit,amount}, value_minor?, percent?,
  --   product_category?, cost_of_goods_minor?, icon? }
  content jsonb not null,
  created_at timestamptz not null default now(),
  created_by text not null,
  primary key (merchant_id, reward_id, revision),
  foreign key (merchant_id, reward_id) references stamgast.reward (merchant_id, id)
);

-- Shared things that one member's version can't guard: taken by a conditional decrement.
create table stamgast.claimable (
  merchant_id uuid not null references stamgast.merchant,
  kind text not null,
  id uuid not null,
  remaining bigint not null check (remaining >= 0),
  primary key (merchant_id, kind, id)
);

-- ── Members ─────────────────────────────────────────────────────────────────────────────────────
create table stamgast.member (
  merchant_id uuid not null references stamgast.merchant,
  id uuid not null,
  -- null = a customer known from orders only.
  enrolled_at timestamptz,
  name text,
  -- Lower case, no diacritics: name, for prefix search.
  search_key text,
  phone text,
  email text,
  birthday date,
  locale text,
  note text,
  tags text[] not null default '{}',
  attributes jsonb not null default '{}',
  -- Where the member joined: poster, till, api, import, demo.
  source text not null,
  joined_poster_id uuid,
  joined_program_version integer,
  joined_location_id uuid,
  demo boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (merchant_id, id)
);
create unique index member_phone on stamgast.member (merchant_id, phone) where phone is not null;
create unique index member_email on stamgast.member (merchant_id, lower(email)) where email is not null;
create index member_search on stamgast.member (merchant_id, search_key text_pattern_ops);
create index member_joined on stamgast.member (merchant_id, enrolled_at desc, id);
create index member_phone_tail on stamgast.member (merchant_id, reverse(phone) text_pattern_ops)
  where phone is not null;

create table stamgast.member_external_id (
  merchant_id uuid not null,
  source text not null,
  external_id text not null,
  member_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (merchant_id, source, external_id),
  foreign key (merchant_id, member_id) references stamgast.member (merchant_id, id)
);
create index member_external_id_member on stamgast.member_external_id (merchant_id, member_id);

create table stamgast.consent (
  merchant_id uuid not null,
  member_id uuid not null,
  at timestamptz not null,
  channel text not null check (channel in ('terms', 'email', 'sms', 'push', 'profiling')),
  granted boolean not null,
  wording text not null,
  source text not null,
  primary key (merchant_id, member_id, channel, at),
  foreign key (merchant_id, member_id) references stamgast.member (merchant_id, id)
);

create table stamgast.card (
  merchant_id uuid not null,
  id uuid not null,
  member_id uuid,
  -- Identifies at the till; printed, not secret.
  code text not null,
  short_code text not null,
  -- Opens the page; never derivable from the code. null until the card has an owner.
  token text,
  -- Set while a paired device may hand this code out offline.
  allocated_to uuid,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (merchant_id, id),
  foreign key (merchant_id, member_id) references stamgast.member (merchant_id, id)
);
create unique index card_code on stamgast.card (merchant_id, code);
create unique index card_short_code on stamgast.card (merchant_id, short_code);
create index card_member on stamgast.card (merchant_id, member_id);
create index card_allocated on stamgast.card (merchant_id, allocated_to) where member_id is null;

-- ── Ledger ──────────────────────────────────────────────────────────────────────────────────────
-- Narrow and often updated: kept apart from the personal data so that updates stay in the page.
create table stamgast.member_state (
  merchant_id uuid not null,
  member_id uuid not null,
  version bigint not null default 0,
  visits integer not null default 0,
  last_visit_at timestamptz,
  -- Grows by one with every change a card page should show.
  sequence bigint not null default 0,
  primary key (merchant_id, member_id),
  foreign key (merchant_id, member_id) references stamgast.member (merchant_id, id)
) with (fillfactor = 70);

create table stamgast.account (
  merchant_id uuid not null,
  member_id uuid not null,
  unit text not null,
  balance bigint not null,
  debt bigint not null default 0 check (debt >= 0),
  primary key (merchant_id, member_id, unit),
  foreign key (merchant_id, member_id) references stamgast.member (merchant_id, id)
) with (fillfactor = 70);

create table stamgast.remainder (
  merchant_id uuid not null,
  member_id uuid not null,
  unit text not null,
  denominator bigint not null check (denominator > 0),
  numerator bigint not null check (numerator >= 0 and numerator < denominator),
  primary key (merchant_id, member_id, unit, denominator)
) with (fillfactor = 70);

-- What replay needs: the event, the facts, the version, the moment.
create table stamgast.decision (
  merchant_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  member_id uuid not null,
  -- The member's version after this decision: their order of events.
  version bigint not null,
  event_type text not null,
  -- order:ID, visit:ID, redemption:ID, adjustment:ID, enrollment
  subject text not null,
  program_version integer not null,
  event jsonb not null,
  facts jsonb not null,
  -- The state changes besides entries, lots and allocations (accounts, remainders, visits, hold).
  effects jsonb not null,
  reverses uuid,
  reversed_by uuid,
  actor text not null,
  staff_id uuid,
  till_id uuid,
  location_id uuid,
  -- Reasons a person should look at it, e.g. offline_over_limit.
  flags text[] not null default '{}',
  primary key (merchant_id, id, at),
  unique (merchant_id, member_id, version, at)
);
create index decision_subject on stamgast.decision (merchant_id, subject);
create index decision_recent on stamgast.decision (merchant_id, at desc);

create table stamgast.entry (
  merchant_id uuid not null,
  member_id uuid not null,
  at timestamptz not null,
  decision_id uuid not null,
  n smallint not null,
  unit text not null,
  amount bigint not null check (amount <> 0 or debt <> 0),
  debt bigint not null,
  counter text not null check (counter in ('issued', 'redeemed', 'adjusted', 'expired', 'imported')),
  cause text not null,
  explanation jsonb not null,
  -- No foreign key to the decision: `commit_decision` alone writes both, in one statement, and
  -- `doctor` looks for strays; the check would cost every award a tenth of its time.
  primary key (merchant_id, member_id, at, decision_id, n)
);

create table stamgast.lot (
  merchant_id uuid not null,
  member_id uuid not null,
  decision_id uuid not null,
  -- Counts from 0; below 0 it prolongs a lot that a cancellation gave back.
  n smallint not null,
  unit text not null,
  origin text not null,
  amount bigint not null check (amount > 0),
  remaining bigint not null check (remaining >= 0 and remaining <= amount),
  earned_at timestamptz not null,
  active_from timestamptz not null,
  expires_at timestamptz,
  primary key (merchant_id, member_id, decision_id, n)
) with (fillfactor = 70);
-- In spending order: earliest expiry first, unlimited last, among equals the oldest.
create index lot_open on stamgast.lot (merchant_id, member_id, unit, expires_at, earned_at)
  where remaining > 0;
create index lot_origin on stamgast.lot (merchant_id, member_id, origin);

create table stamgast.allocation (
  merchant_id uuid not null,
  member_id uuid not null,
  decision_id uuid not null,
  n smallint not null,
  lot_decision_id uuid not null,
  lot_n smallint not null,
  -- Taken from the lot, or given back to it when negative.
  amount bigint not null check (amount <> 0),
  primary key (merchant_id, member_id, decision_id, n)
);

create table stamgast.hold (
  merchant_id uuid not null,
  member_id uuid not null,
  redemption_id uuid not null,
  unit text not null,
  amount bigint not null check (amount > 0),
  expires_at timestamptz not null,
  primary key (merchant_id, member_id, redemption_id)
);

-- ── Orders, visits, redemptions ─────────────────────────────────────────────────────────────────
create table stamgast."order" (
  merchant_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  source text not null,
  external_id text not null,
  version bigint not null,
  state text not null check (state in ('pending', 'paid', 'canceled')),
  member_id uuid,
  card_id uuid,
  -- Contact of a customer who is not a member yet: {phone?, email?, external_id?}.
  contact jsonb,
  location_id uuid not null,
  currency text not null,
  total_minor bigint,
  net_minor bigint,
  snapshot jsonb not null,
  hash text not null,
  basis jsonb,
  posted jsonb not null default '{}',
  excluded boolean not null default false,
  visit_id uuid,
  staff_id uuid,
  till_id uuid,
  import_id uuid,
  -- Grows with every write: two changes of one guest order can't overwrite each other.
  revision integer not null default 1,
  received_at timestamptz not null default now(),
  primary key (merchant_id, id, at)
);
create index order_member on stamgast."order" (merchant_id, member_id, at desc);
create index order_at on stamgast."order" (merchant_id, at desc);

create table stamgast.visit (
  merchant_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  member_id uuid not null,
  location_id uuid not null,
  staff_id uuid,
  till_id uuid,
  tapped jsonb not null default '{}',
  covered jsonb not null default '{}',
  -- The decision that began it; null once that was taken back: the visit then counts no more.
  begun_by uuid,
  primary key (merchant_id, id, at)
);
create index visit_member on stamgast.visit (merchant_id, member_id, at desc);
create index visit_at on stamgast.visit (merchant_id, at desc);

create table stamgast.redemption (
  merchant_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  member_id uuid not null,
  card_id uuid,
  state text not null
    check (state in ('held', 'released', 'issued', 'fulfilled', 'canceled', 'expired')),
  reward_id uuid not null,
  revision integer not null,
  -- The revision as redeemed: price, cost, kind.
  reward jsonb not null,
  hold_expires_at timestamptz,
  issued_at timestamptz,
  issued_by uuid,
  location_id uuid,
  staff_id uuid,
  till_id uuid,
  primary key (merchant_id, id, at)
);
create index redemption_member on stamgast.redemption (merchant_id, member_id, at desc);
create index redemption_held on stamgast.redemption (hold_expires_at) where state = 'held';

-- Visits and units per member, measure and business day: windows are sums of few rows.
create table stamgast.member_day (
  merchant_id uuid not null,
  member_id uuid not null,
  measure text not null,
  business_day date not null,
  amount bigint not null,
  primary key (merchant_id, member_id, measure, business_day)
);

-- ── Keys that make a repeat harmless, for ever ──────────────────────────────────────────────────
create table stamgast.order_key (
  merchant_id uuid not null,
  source text not null,
  external_id text not null,
  order_id uuid not null,
  primary key (merchant_id, source, external_id)
);

create table stamgast.order_snapshot (
  merchant_id uuid not null,
  order_id uuid not null,
  version bigint not null,
  hash text not null,
  decision_id uuid,
  primary key (merchant_id, order_id, version)
);

create table stamgast.refund_key (
  merchant_id uuid not null,
  order_id uuid not null,
  external_id text not null,
  hash text not null,
  decision_id uuid,
  primary key (merchant_id, order_id, external_id)
);

create table stamgast.device_action (
  merchant_id uuid not null,
  till_id uuid not null,
  sequence bigint not null,
  hash text not null,
  kind text not null,
  subject_id uuid,
  decision_id uuid,
  device_at timestamptz not null,
  sent_at timestamptz not null,
  received_at timestamptz not null default now(),
  primary key (merchant_id, till_id, sequence)
);

create table stamgast.idempotency_key (
  merchant_id uuid not null,
  principal text not null,
  key text not null,
  hash text not null,
  status integer not null,
  body jsonb not null,
  created_at timestamptz not null default now(),
  primary key (merchant_id, principal, key)
);
create index idempotency_key_age on stamgast.idempotency_key (created_at);

-- ── What others hear of ─────────────────────────────────────────────────────────────────────────
create table stamgast.outbox (
  merchant_id uuid not null,
  at timestamptz not null,
  id uuid not null,
  type text not null,
  member_id uuid,
  -- The member's sequence after it: what a card page compares.
  sequence bigint,
  data jsonb not null,
  handled_at timestamptz,
  primary key (merchant_id, at, id)
);
create index outbox_open on stamgast.outbox (at) where handled_at is null;

create table stamgast.message (
  merchant_id uuid not null,
  id uuid not null,
  member_id uuid,
  channel text not null check (channel in ('email')),
  recipient text not null,
  subject text not null,
  body text not null,
  html text not null,
  -- held = there is no mail server: the outbox in the admin shows it.
  state text not null default 'queued' check (state in ('queued', 'sent', 'held', 'failed')),
  error text,
  attempts integer not null default 0,
  -- When it is tried next; set ahead before a try, so a try that dies is repeated.
  due_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  primary key (merchant_id, id)
);
create index message_recent on stamgast.message (merchant_id, created_at desc);
create index message_due on stamgast.message (due_at) where state = 'queued';

-- ── Posters, imports ────────────────────────────────────────────────────────────────────────────
create table stamgast.poster (
  merchant_id uuid not null references stamgast.merchant,
  id uuid not null,
  kind text not null check (kind in ('poster', 'table_tent')),
  locale text not null,
  -- In the printed link; its request from another address proves that phones reach us.
  nonce text not null,
  origin text not null,
  location_id uuid,
  opened_at timestamptz,
  opened_from text,
  created_at timestamptz not null default now(),
  created_by text not null,
  primary key (merchant_id, id)
);
create unique index poster_nonce on stamgast.poster (merchant_id, nonce);

create table stamgast.import (
  merchant_id uuid not null references stamgast.merchant,
  id uuid not null,
  kind text not null check (kind in ('orders')),
  file_name text not null,
  award text not null check (award in ('none', 'live-rules')),
  mapping jsonb not null,
  state text not null check (state in ('running', 'done', 'failed')),
  counts jsonb not null default '{}',
  program_version integer,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  started_by text not null,
  primary key (merchant_id, id)
);

create table stamgast.file (
  merchant_id uuid not null references stamgast.merchant,
  id uuid not null,
  content_type text not null,
  bytes bytea not null,
  created_at timestamptz not null default now(),
  primary key (merchant_id, id)
);

-- ── Control: what finds the merchant ────────────────────────────────────────────────────────────
create table control.merchant_slug (
  slug text primary key,
  merchant_id uuid not null
);

create table control.card_token (
  token text primary key,
  merchant_id uuid not null,
  card_id uuid not null
);

create table control.api_key (
  hash bytea primary key,
  id uuid not null unique,
  merchant_id uuid not null,
  name text not null,
  scopes text[] not null,
  last_four text not null,
  created_at timestamptz not null default now(),
  created_by text not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_key_merchant on control.api_key (merchant_id);

create table control.staff_directory (
  user_id text not null,
  merchant_id uuid not null,
  staff_id uuid not null,
  primary key (user_id, merchant_id)
);

create table control.till_token (
  hash bytea primary key,
  merchant_id uuid not null,
  till_id uuid not null,
  created_at timestamptz not null default now(),
  revoked_at timestamptz
);

-- Short-lived secrets: pairing codes, invitations, owner links, one-time codes for lost cards.
create table control.one_time_code (
  -- Of the part that finds the row; guesses of the other part are counted in it.
  hash bytea primary key,
  code_hash bytea not null,
  purpose text not null check (purpose in ('pairing', 'invitation', 'owner_link', 'card_recovery')),
  merchant_id uuid not null,
  subject_id uuid not null,
  attempts integer not null default 0,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now()
);
create index one_time_code_age on control.one_time_code (expires_at);
