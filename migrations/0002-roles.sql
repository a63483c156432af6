-- Two identities on one login: the owner migrates, backs up and runs the ledger's functions; the
-- application speaks as `stamgast_app`, which sees one merchant at a time (row level security) and
-- can't touch what only the ledger's functions may write. Never FORCE: with an owner who is no
-- superuser even the ledger's functions would see no rows.

-- Where the login may not create roles, everything runs as the owner; `doctor` says so.
do $$
begin
  if not exists (select from pg_roles where rolname = 'stamgast_app') then
    create role stamgast_app nologin;
  end if;
  if not pg_has_role(current_user, 'stamgast_app', 'member') then
    grant stamgast_app to current_user;
  end if;
exception
  when insufficient_privilege then
    raise notice 'This login may not create roles: the application runs as the owner.';
  -- Another database of the same server makes the role at this moment.
  when duplicate_object or unique_violation then
    null;
end $$;

-- The setting is empty, not null, once a transaction that set it has ended.
create function stamgast.current_merchant() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('stamgast.merchant_id', true), '')::uuid;

-- For every new tenant table, in this and in later migrations.
create procedure control.guard_tenant_table(name regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', name);
  execute format(
    'create policy one_merchant on %s using (merchant_id = (select stamgast.current_merchant()))',
    name
  );
end $$;

do $$
declare
  name regclass;
begin
  for name in
    select c.oid::regclass from pg_class c
    where c.relnamespace = 'stamgast'::regnamespace and c.relkind in ('r', 'p')
  loop
    call control.guard_tenant_table(name);
  end loop;
end $$;

do $$
begin
  if not exists (select from pg_roles where rolname = 'stamgast_app') then
    return;
  end if;
  grant usage on schema stamgast, control to stamgast_app;
  grant select, insert, update, delete on all tables in schema stamgast to stamgast_app;
  grant select, insert, update, delete on all tables in schema control to stamgast_app;
  revoke all on control.schema_migration from stamgast_app;
  alter default privileges in schema stamgast
    grant select, insert, update, delete on tables to stamgast_app;
  alter default privileges in schema control
    grant select, insert, update, delete on tables to stamgast_app;
  -- The ledger is written by its functions alone: no balance, no entry, no key by any other way.
  revoke insert, update, delete on
    stamgast.decision, stamgast.entry, stamgast.lot, stamgast.allocation, stamgast.account,
    stamgast.remainder, stamgast.hold, stamgast.member_day, stamgast.order_key,
    stamgast.order_snapshot, stamgast.refund_key, stamgast.device_action, stamgast.member_state
  from stamgast_app;
  -- A till's number may be made void before its action arrives; what stands there never changes.
  grant insert on stamgast.device_action to stamgast_app;
  -- Published versions and revisions of rewards are immutable, and so is what was logged.
  revoke update, delete on
    stamgast.program_version, stamgast.reward_revision, stamgast.audit, stamgast.consent
  from stamgast_app;
end $$;
