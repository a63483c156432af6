-- Tier, progress of milestones and vouchers, and what programs with conditions and limits ask about.
-- Read apart from `load_state`, since many programs ask for none of it.

alter table stamgast.member_state
  -- Where the member stands, as the core says it; null = no tier yet.
  add column tier jsonb,
  -- The last day of the tier's period: the nightly review looks for it.
  add column tier_until date;
create index member_state_tier on stamgast.member_state (merchant_id, tier_until)
  where tier_until is not null;

create index member_birthday on stamgast.member
  (merchant_id, ((extract(month from birthday) * 100 + extract(day from birthday))::integer))
  where birthday is not null;

create table stamgast.progress (
  merchant_id uuid not null,
  member_id uuid not null,
  milestone text not null,
  -- `ever`, `streak` or the first day of the period.
  period text not null,
  content jsonb not null,
  primary key (merchant_id, member_id, milestone, period),
  foreign key (merchant_id, member_id) references stamgast.member (merchant_id, id)
) with (fillfactor = 70);

create table stamgast.voucher (
  merchant_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  reward_id uuid not null,
  -- What gave it: `milestone:ID PERIOD`, …
  origin text not null,
  state text not null check (state in ('open', 'held', 'used', 'revoked')),
  valid_from timestamptz not null,
  valid_to timestamptz not null,
  created_at timestamptz not null,
  primary key (merchant_id, id),
  foreign key (merchant_id, member_id) references stamgast.member (merchant_id, id)
);
create index voucher_member on stamgast.voucher (merchant_id, member_id, origin);

call control.guard_tenant_table('stamgast.progress');
call control.guard_tenant_table('stamgast.voucher');

create function stamgast.voucher_json(v stamgast.voucher) returns json
  language sql stable
  return json_build_object('id', v.id, 'reward_id', v.reward_id, 'origin', v.origin,
    'state', v.state, 'valid_from', stamgast.to_ms(v.valid_from),
    'valid_to', stamgast.to_ms(v.valid_to));

create function stamgast.look_up(merchant uuid, request jsonb) returns json
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select json_build_object(
    'member', (select json_build_object('enrolled_at', stamgast.to_ms(m.enrolled_at),
        'birthday', m.birthday, 'tags', m.tags)
      from stamgast.member m
      where (request->>'member')::boolean
        and m.merchant_id = merchant and m.id = (request->>'member_id')::uuid),
    'channel', (select l.kind from stamgast.location l
      where l.merchant_id = merchant and l.id = (request->>'channel')::uuid),
    'tier', (select s.tier from stamgast.member_state s
      where (request->>'tier')::boolean
        and s.merchant_id = merchant and s.member_id = (request->>'member_id')::uuid),
    'windows', (select coalesce(json_agg((
          select coalesce(sum(y.amount), 0) from stamgast.member_day y
          where y.merchant_id = merchant and y.member_id = (request->>'member_id')::uuid
            and y.measure = w.item->>'measure'
            and y.business_day >= coalesce((w.item->>'from')::date, '-infinity')
            and y.business_day <= coalesce((w.item->>'to')::date, 'infinity')
        ) order by w.n), '[]')
      from jsonb_array_elements(request->'windows') with ordinality w (item, n)),
    'progress', (select coalesce(json_agg(p.content), '[]')
      from jsonb_array_elements(request->'progress') w (item)
      join stamgast.progress p on p.merchant_id = merchant
        and p.member_id = (request->>'member_id')::uuid
        and p.milestone = w.item->>'milestone' and p.period = w.item->>'period'),
    'vouchers', (select coalesce(json_agg(stamgast.voucher_json(v)), '[]')
      from stamgast.voucher v
      where v.merchant_id = merchant and v.member_id = (request->>'member_id')::uuid
        and (v.id in (select i::uuid
            from jsonb_array_elements_text(request->'vouchers'->'ids') i)
          or v.origin in (select jsonb_array_elements_text(request->'vouchers'->'origins')))))
$$;

-- What a decision changes of tier, progress and vouchers. A voucher is the member's alone, so their
-- version guards it.
create function stamgast.write_standing(merchant uuid, member uuid, at timestamptz, x jsonb)
returns void language plpgsql as $$
begin
  if jsonb_typeof(x->'tier') = 'object' then
    update stamgast.member_state s set tier = x->'tier', tier_until = (x->'tier'->>'until')::date
    where s.merchant_id = merchant and s.member_id = member;
  end if;
  insert into stamgast.progress as p (merchant_id, member_id, milestone, period, content)
  select merchant, member, i->>'milestone', i->>'period', i
  from jsonb_array_elements(x->'progress') i
  on conflict (merchant_id, member_id, milestone, period) do update set content = excluded.content;
  insert into stamgast.voucher as v (merchant_id, id, member_id, reward_id, origin, state,
    valid_from, valid_to, created_at)
  select merchant, i.id, member, i.reward_id, i.origin, i.state, stamgast.from_ms(i.valid_from),
    stamgast.from_ms(i.valid_to), at
  from jsonb_to_recordset(x->'vouchers') i (id uuid, reward_id uuid, origin text, state text,
    valid_from float8, valid_to float8)
  on conflict (merchant_id, id) do update set
    state = excluded.state, valid_to = excluded.valid_to;
end $$;

-- The door gets an anteroom: what is new is written in the same statement, after all the rest.
alter function stamgast.commit_decision(uuid, jsonb) rename to commit_ledger;
create function stamgast.commit_decision(merchant uuid, payload jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  result jsonb := stamgast.commit_ledger(merchant, payload);
begin
  if payload ? 'standing' and result->>'status' = 'committed' then
    perform stamgast.write_standing(merchant, (payload->>'member_id')::uuid,
      stamgast.from_ms((payload->>'at')::float8), payload->'standing');
  end if;
  return result;
end $$;

do $$
declare
  name text;
begin
  for name in select unnest(array['look_up(uuid, jsonb)', 'commit_ledger(uuid, jsonb)',
    'commit_decision(uuid, jsonb)', 'voucher_json(stamgast.voucher)',
    'write_standing(uuid, uuid, timestamptz, jsonb)'])
  loop
    execute format('revoke execute on function stamgast.%s from public', name);
  end loop;
end $$;

-- A decision taken back takes what it counted along, and taps that a promotion added to.
create or replace function stamgast.decision_json(d stamgast.decision) returns json
  language sql stable
  return json_build_object(
    'id', d.id, 'at', stamgast.to_ms(d.at), 'event_type', d.event_type, 'subject', d.subject,
    'reversed_by', d.reversed_by, 'program_version', d.program_version,
    'days', coalesce(d.effects->'days', '[]'),
    'tapped', (select coalesce(json_object_agg(t.unit, t.units), '{}') from (
      select e.unit, sum(e.amount) as units from stamgast.entry e
      where e.merchant_id = d.merchant_id and e.member_id = d.member_id and e.at = d.at
        and e.decision_id = d.id
        and e.explanation->>'code' in ('earn.tap', 'earn.promotion_tap')
      group by e.unit) t),
    'entries', (select coalesce(json_agg(
        json_build_object('unit', e.unit, 'amount', e.amount) order by e.n), '[]')
      from stamgast.entry e
      where e.merchant_id = d.merchant_id and e.member_id = d.member_id and e.at = d.at
        and e.decision_id = d.id),
    'allocations', (select coalesce(json_agg(
        json_build_object('lot', stamgast.lot_key(a.lot_decision_id, a.lot_n), 'amount', a.amount)
        order by a.n), '[]')
      from stamgast.allocation a
      where a.merchant_id = d.merchant_id and a.member_id = d.member_id
        and a.decision_id = d.id));

-- Purchases and money per business day, of the orders that were here before they were counted.
insert into stamgast.member_day (merchant_id, member_id, measure, business_day, amount)
select o.merchant_id, o.member_id, c.measure,
  ((o.at at time zone (p.document->>'zone')) - (p.document->>'day_starts_at')::interval)::date,
  sum(c.amount)
from stamgast."order" o
join stamgast.program_version p on p.merchant_id = o.merchant_id
  and p.number = (o.basis->>'version')::integer
cross join lateral (values ('orders', 1), ('spend', coalesce(o.net_minor, 0))) c (measure, amount)
where o.basis is not null and o.member_id is not null and o.state = 'paid' and not o.excluded
  and coalesce(o.net_minor, 1) > 0 and c.amount <> 0
group by 1, 2, 3, 4
on conflict do nothing;

do $$
begin
  if exists (select from pg_roles where rolname = 'stamgast_app') then
    revoke insert, update, delete on stamgast.progress, stamgast.voucher from stamgast_app;
    revoke execute on function stamgast.commit_ledger(uuid, jsonb) from stamgast_app;
    grant execute on function stamgast.look_up(uuid, jsonb) to stamgast_app;
    grant execute on function stamgast.commit_decision(uuid, jsonb) to stamgast_app;
  end if;
end $$;
