-- What programs with conditions and limits ask about: facts of the member and sums over business
-- days. Read apart from `load_state`, since most programs ask for none of it.

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
    'windows', (select coalesce(json_agg((
          select coalesce(sum(y.amount), 0) from stamgast.member_day y
          where y.merchant_id = merchant and y.member_id = (request->>'member_id')::uuid
            and y.measure = w.item->>'measure'
            and y.business_day >= coalesce((w.item->>'from')::date, '-infinity')
            and y.business_day <= coalesce((w.item->>'to')::date, 'infinity')
        ) order by w.n), '[]')
      from jsonb_array_elements(request->'windows') with ordinality w (item, n)))
$$;
revoke execute on function stamgast.look_up(uuid, jsonb) from public;

-- A decision taken back takes what it counted along, and taps that a promotion added to.
create or replace function stamgast.decision_json(d stamgast.decision) returns json
  language sql stable
  return json_build_object(
    'id', d.id, 'at', stamgast.to_ms(d.at), 'event_type', d.event_type, 'subject', d.subject,
    'reversed_by', d.reversed_by,
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
    grant execute on function stamgast.look_up(uuid, jsonb) to stamgast_app;
  end if;
end $$;
