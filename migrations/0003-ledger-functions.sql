-- The one door to the ledger: `load_state` reads all that a decision needs in one round trip,
-- `commit_decision` writes all that it changes in one statement. Both run as the owner, so they take
-- the merchant as first argument and name it in every condition.
--
-- What `commit_decision` checks before its first write it answers as a value; afterwards a failure
-- is raised, since a returned refusal would commit what came before:
--   SG001  a claim found too little left (detail: {"kind", "id"})
--   SG002  an allocation goes beyond its lot
--   SG003  an order or decision was changed by somebody else meanwhile: reload, decide again
--   23505  another transaction wrote the same natural key: reload, the answer is a replay

-- They touch few rows by their keys. Their plans are kept per connection, also one made while a
-- table was empty, so the two doors switch off every plan that would read a whole table.

create function stamgast.to_ms(at timestamptz) returns bigint
  language sql stable parallel safe
  return (extract(epoch from at) * 1000)::bigint;

create function stamgast.from_ms(ms double precision) returns timestamptz
  language sql immutable parallel safe
  return to_timestamp(ms / 1000);

create function stamgast.lot_key(decision_id uuid, n smallint) returns text
  language sql immutable parallel safe
  return decision_id || ':' || n;

-- ── Finding the member ──────────────────────────────────────────────────────────────────────────
create function stamgast.find_member(merchant uuid, who jsonb, out member uuid, out card uuid)
language plpgsql stable as $$
begin
  if who ? 'id' then
    select m.id into member from stamgast.member m
    where m.merchant_id = merchant and m.id = (who->>'id')::uuid;
  elsif who ? 'card_code' then
    select c.member_id, c.id into member, card from stamgast.card c
    where c.merchant_id = merchant and c.code = who->>'card_code'
      and c.revoked_at is null and c.member_id is not null;
  elsif who ? 'short_code' then
    select c.member_id, c.id into member, card from stamgast.card c
    where c.merchant_id = merchant and c.short_code = who->>'short_code'
      and c.revoked_at is null and c.member_id is not null;
  elsif who ? 'external_id' then
    select x.member_id into member from stamgast.member_external_id x
    where x.merchant_id = merchant and x.source = who->'external_id'->>'source'
      and x.external_id = who->'external_id'->>'id';
  elsif who ? 'email' then
    select m.id into member from stamgast.member m
    where m.merchant_id = merchant and lower(m.email) = lower(who->>'email');
  elsif who ? 'phone' then
    select m.id into member from stamgast.member m
    where m.merchant_id = merchant and m.phone = who->>'phone';
  end if;
end $$;

-- ── Loading ─────────────────────────────────────────────────────────────────────────────────────
create function stamgast.lot_json(l stamgast.lot) returns json
  language sql stable
  return json_build_object(
    'key', stamgast.lot_key(l.decision_id, l.n), 'unit', l.unit, 'origin', l.origin,
    'amount', l.amount, 'left', l.remaining,
    'earned_at', stamgast.to_ms(l.earned_at), 'active_from', stamgast.to_ms(l.active_from),
    'expires_at', stamgast.to_ms(l.expires_at));

create function stamgast.decision_json(d stamgast.decision) returns json
  language sql stable
  return json_build_object(
    'id', d.id, 'at', stamgast.to_ms(d.at), 'event_type', d.event_type, 'subject', d.subject,
    'reversed_by', d.reversed_by,
    'tapped', (select coalesce(json_object_agg(t.unit, t.units), '{}') from (
      select e.unit, sum(e.amount) as units from stamgast.entry e
      where e.merchant_id = d.merchant_id and e.member_id = d.member_id and e.at = d.at
        and e.decision_id = d.id and e.explanation->>'code' = 'earn.tap'
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

-- Open lots in spending order, per unit at most `most` and as many whose expiry is not recorded yet,
-- and every lot of the subject at hand.
create function stamgast.load_lots(
  merchant uuid, member uuid, now_at timestamptz, most integer, origins text[], decisions uuid[]
) returns json
language plpgsql stable as $$
begin
  return (with chosen as (
    select open.* from stamgast.account a
    cross join (values (true), (false)) expired (yes)
    cross join lateral (
      select l.* from stamgast.lot l
      where l.merchant_id = merchant and l.member_id = member and l.unit = a.unit
        and l.remaining > 0
        and case when expired.yes then l.expires_at <= now_at
          else l.expires_at is null or l.expires_at > now_at end
      order by l.expires_at, l.earned_at, l.decision_id, l.n
      limit most
    ) open
    where a.merchant_id = merchant and a.member_id = member
    union
    select l.* from stamgast.lot l
    where l.merchant_id = merchant and l.member_id = member and l.origin = any (origins)
    union
    select l.* from stamgast.lot l
    where l.merchant_id = merchant and l.member_id = member and l.decision_id = any (decisions)
    union
    select l.* from stamgast.allocation a
    join stamgast.lot l on l.merchant_id = a.merchant_id and l.member_id = a.member_id
      and l.decision_id = a.lot_decision_id and l.n = a.lot_n
    where a.merchant_id = merchant and a.member_id = member and a.decision_id = any (decisions)
  )
  select coalesce(json_agg(stamgast.lot_json(c::stamgast.lot)
    order by c.expires_at, c.earned_at, c.decision_id, c.n), '[]')
  from chosen c);
end $$;

-- The keys of earlier writes that this request would repeat.
create function stamgast.load_keys(merchant uuid, request jsonb, v_order_id uuid) returns json
language plpgsql stable as $$
declare
  v_idempotency json;
  v_device json;
  v_snapshot json;
  v_refund json;
begin
  if request ? 'idempotency' then
    select json_build_object('hash', k.hash, 'status', k.status, 'body', k.body)
    into v_idempotency
    from stamgast.idempotency_key k
    where k.merchant_id = merchant and k.principal = request->'idempotency'->>'principal'
      and k.key = request->'idempotency'->>'key';
  end if;
  if request ? 'device' then
    select json_build_object('hash', d.hash, 'kind', d.kind, 'subject_id', d.subject_id,
      'decision_id', d.decision_id)
    into v_device
    from stamgast.device_action d
    where d.merchant_id = merchant and d.till_id = (request->'device'->>'till_id')::uuid
      and d.sequence = (request->'device'->>'sequence')::bigint;
  end if;
  if v_order_id is not null then
    select json_build_object('hash', s.hash, 'decision_id', s.decision_id)
    into v_snapshot
    from stamgast.order_snapshot s
    where s.merchant_id = merchant and s.order_id = v_order_id
      and s.version = (request->'order'->>'version')::bigint;
    select json_build_object('hash', r.hash, 'decision_id', r.decision_id)
    into v_refund
    from stamgast.refund_key r
    where r.merchant_id = merchant and r.order_id = v_order_id
      and r.external_id = request->'order'->>'refund_id';
  end if;
  return json_build_object('idempotency', v_idempotency, 'device', v_device,
    'snapshot', v_snapshot, 'refund', v_refund);
end $$;

-- request: {now, lock?, lots?: 'sums'|'open', lot_limit?, member?: {id | card_code |
--   short_code | external_id:{source,id} | email | phone}, order?: {id | source, external_id,
--   version?, refund_id?}, near?: {at, location_id, minutes}, visit_id?, redemption_id?,
--   decision_id?, reward_id?, idempotency?: {principal, key}, device?: {till_id, sequence}}
create function stamgast.load_state(merchant uuid, request jsonb) returns json
language plpgsql security definer set search_path = pg_catalog, pg_temp
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  now_at timestamptz := stamgast.from_ms((request->>'now')::float8);
  named uuid;
  v_card uuid;
  v_member uuid;
  v_order_id uuid;
  o stamgast."order";
  r stamgast.redemption;
  d stamgast.decision;
  v_version bigint := 0;
  v_profile json;
  v_accounts json;
  v_in_debt boolean;
  v_active json;
  v_pending json;
  v_lots json;
  v_all_lots boolean;
  v_holds json;
  v_remainders json;
  v_visit_rows json;
  v_order json := '{}';
  v_redemption json := '{}';
  v_decisions json := '{}';
  v_order_row json;
  v_reward json;
  v_latest integer;
  visit_ids uuid[] := '{}';
  decision_ids uuid[] := '{}';
  origins text[] := '{}';
begin
  if request ? 'member' then
    select f.member, f.card into named, v_card
    from stamgast.find_member(merchant, request->'member') f;
    v_member := named;
  end if;

  if request ? 'decision_id' then
    select * into d from stamgast.decision x
    where x.merchant_id = merchant and x.id = (request->>'decision_id')::uuid;
    if d.id is not null then
      v_member := d.member_id;
      decision_ids := array[d.id];
      if d.subject like 'order:%' then
        v_order_id := substr(d.subject, 7)::uuid;
      elsif d.subject like 'visit:%' then
        visit_ids := array[substr(d.subject, 7)::uuid];
      end if;
    end if;
  end if;

  if request ? 'redemption_id' or d.subject like 'redemption:%' then
    select * into r from stamgast.redemption x
    where x.merchant_id = merchant
      and x.id = coalesce((request->>'redemption_id')::uuid, substr(d.subject, 12)::uuid);
    if r.id is not null then
      v_member := r.member_id;
      if r.issued_by is not null then
        decision_ids := decision_ids || r.issued_by;
      end if;
    end if;
  end if;

  if request->'order' ? 'id' then
    v_order_id := (request->'order'->>'id')::uuid;
  elsif request ? 'order' then
    select k.order_id into v_order_id from stamgast.order_key k
    where k.merchant_id = merchant and k.source = request->'order'->>'source'
      and k.external_id = request->'order'->>'external_id';
  end if;
  if v_order_id is not null then
    select * into o from stamgast."order" x where x.merchant_id = merchant and x.id = v_order_id;
    v_member := coalesce(v_member, o.member_id);
    if o.visit_id is not null then
      visit_ids := visit_ids || o.visit_id;
    end if;
  end if;

  if v_member is not null then
    -- The lock, where asked for, comes before everything that depends on the member.
    if coalesce((request->>'lock')::boolean, false) then
      perform from stamgast.member_state s
      where s.merchant_id = merchant and s.member_id = v_member for update;
      if o.id is not null then
        select * into o from stamgast."order" x where x.merchant_id = merchant and x.id = o.id;
      end if;
      if r.id is not null then
        select * into r from stamgast.redemption x where x.merchant_id = merchant and x.id = r.id;
      end if;
      if d.id is not null then
        select * into d from stamgast.decision x where x.merchant_id = merchant and x.id = d.id;
      end if;
    end if;

    select coalesce(s.version, 0), json_build_object('id', m.id, 'name', m.name,
      'locale', m.locale, 'enrolled_at', stamgast.to_ms(m.enrolled_at),
      'joined_program_version', m.joined_program_version, 'demo', m.demo,
      'visits', coalesce(s.visits, 0), 'last_visit_at', stamgast.to_ms(s.last_visit_at),
      'sequence', coalesce(s.sequence, 0))
    into v_version, v_profile
    from stamgast.member m
    left join stamgast.member_state s on s.merchant_id = m.merchant_id and s.member_id = m.id
    where m.merchant_id = merchant and m.id = v_member;

    select json_object_agg(a.unit, json_build_object('balance', a.balance, 'debt', a.debt)),
      coalesce(bool_or(a.debt > 0), false)
    into v_accounts, v_in_debt
    from stamgast.account a where a.merchant_id = merchant and a.member_id = v_member;
    if v_accounts is not null then
      select json_object_agg(u.unit, u.active), json_object_agg(u.unit, u.pending)
      into v_active, v_pending
      from (
        select l.unit,
          coalesce(sum(l.remaining) filter (where l.active_from <= now_at), 0) as active,
          coalesce(sum(l.remaining) filter (where l.active_from > now_at), 0) as pending
        from stamgast.lot l
        where l.merchant_id = merchant and l.member_id = v_member and l.remaining > 0
          and (l.expires_at is null or l.expires_at > now_at)
        group by l.unit
      ) u;
      select json_agg(json_build_object('redemption_id', h.redemption_id, 'unit', h.unit,
          'amount', h.amount, 'expires_at', stamgast.to_ms(h.expires_at))
        order by h.expires_at, h.redemption_id)
      into v_holds
      from stamgast.hold h where h.merchant_id = merchant and h.member_id = v_member;
    end if;
    select json_object_agg(m.unit || '/' || m.denominator, m.numerator)
    into v_remainders
    from stamgast.remainder m where m.merchant_id = merchant and m.member_id = v_member;

    -- A gain without debt needs no lot: then their sums are enough.
    v_all_lots := coalesce(request->>'lots', 'sums') <> 'sums' or v_in_debt
      or o.basis is not null or d.id is not null;
    if v_all_lots then
      if o.id is not null then
        origins := array['order:' || o.id];
      end if;
      if d.id is not null then
        origins := origins || d.subject;
      end if;
      v_lots := stamgast.load_lots(merchant, v_member, now_at,
        coalesce((request->>'lot_limit')::integer, 200), origins, decision_ids);
    end if;

    if request ? 'visit_id' then
      visit_ids := visit_ids || (request->>'visit_id')::uuid;
    end if;
    if request ? 'near' or visit_ids <> '{}' then
      select json_agg(json_build_object('id', v.id, 'at', stamgast.to_ms(v.at),
        'location_id', v.location_id, 'begun_by', v.begun_by, 'tapped', v.tapped,
        'covered', v.covered) order by v.at, v.id)
      into v_visit_rows
      from (
        select * from stamgast.visit x
        where x.merchant_id = merchant and x.member_id = v_member and x.id = any (visit_ids)
        union
        (select * from stamgast.visit x
        where x.merchant_id = merchant and x.member_id = v_member and x.begun_by is not null
          and x.location_id = (request->'near'->>'location_id')::uuid
          and x.at between
            stamgast.from_ms((request->'near'->>'at')::float8
              - (request->'near'->>'minutes')::float8 * 60000)
            and stamgast.from_ms((request->'near'->>'at')::float8
              + (request->'near'->>'minutes')::float8 * 60000)
        order by x.at desc limit 50)
      ) v;
    end if;
  end if;

  if o.id is not null then
    if o.member_id = v_member then
      v_order := json_build_object(o.id, json_build_object('id', o.id, 'snapshot', o.snapshot,
        'basis', o.basis, 'posted', o.posted, 'excluded', o.excluded, 'visit_id', o.visit_id));
    end if;
    v_order_row := json_build_object('id', o.id, 'at', stamgast.to_ms(o.at), 'source', o.source,
      'external_id', o.external_id, 'version', o.version, 'revision', o.revision, 'hash', o.hash,
      'member_id', o.member_id, 'card_id', o.card_id, 'contact', o.contact,
      'currency', o.currency, 'state', o.state, 'snapshot', o.snapshot,
      'frozen', o.basis is not null, 'decision_id', (select s.decision_id
        from stamgast.order_snapshot s where s.merchant_id = merchant and s.order_id = o.id
          and s.version = o.version));
  end if;
  if r.id is not null then
    v_redemption := json_build_object(r.id, json_build_object('id', r.id, 'state', r.state,
      'reward', r.reward, 'hold_expires_at', stamgast.to_ms(r.hold_expires_at),
      'issued_at', stamgast.to_ms(r.issued_at), 'issued_by', r.issued_by));
  end if;
  if decision_ids <> '{}' then
    select coalesce(json_object_agg(x.id, stamgast.decision_json(x)), '{}') into v_decisions
    from stamgast.decision x where x.merchant_id = merchant and x.id = any (decision_ids);
  end if;
  if request ? 'reward_id' then
    select json_build_object('reward_id', w.id, 'revision', w.revision,
      'kind', v.content->>'kind', 'cost', v.content->'cost', 'limited', w.limited,
      'active', w.active)
    into v_reward
    from stamgast.reward w
    join stamgast.reward_revision v on v.merchant_id = w.merchant_id and v.reward_id = w.id
      and v.revision = w.revision
    where w.merchant_id = merchant and w.id = (request->>'reward_id')::uuid;
  end if;
  select p.number into v_latest from stamgast.program_version p
  where p.merchant_id = merchant order by p.number desc limit 1;

  return json_build_object(
    'named', named,
    'card_id', v_card,
    'profile', v_profile,
    'latest_program', v_latest,
    'state', case when v_member is not null then json_build_object(
      'version', v_version,
      'accounts', coalesce(v_accounts, '{}'),
      'lots', coalesce(v_lots, '[]'),
      'holds', coalesce(v_holds, '[]'),
      'remainders', coalesce(v_remainders, '{}'),
      'orders', v_order,
      'visits', coalesce(v_visit_rows, '[]'),
      'redemptions', v_redemption,
      'decisions', v_decisions) end,
    'active', coalesce(v_active, '{}'),
    'pending', coalesce(v_pending, '{}'),
    'order', v_order_row,
    'redemption', case when r.id is not null then json_build_object('id', r.id,
      'at', stamgast.to_ms(r.at), 'member_id', r.member_id, 'staff_id', r.staff_id,
      'till_id', r.till_id, 'card_id', r.card_id) end,
    'decision', case when d.id is not null then json_build_object('id', d.id,
      'at', stamgast.to_ms(d.at), 'member_id', d.member_id, 'event_type', d.event_type,
      'subject', d.subject, 'actor', d.actor, 'staff_id', d.staff_id, 'till_id', d.till_id,
      'reversed_by', d.reversed_by) end,
    'reward', v_reward,
    'keys', stamgast.load_keys(merchant, request, v_order_id));
end $$;

-- When each version was published, and the document of one. Versions are immutable: callers keep them.
create function stamgast.load_program(merchant uuid, request jsonb) returns json
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select json_build_object(
    'timeline', (select coalesce(json_agg(json_build_object(
        'number', p.number, 'at', stamgast.to_ms(p.published_at)) order by p.number), '[]')
      from stamgast.program_version p where p.merchant_id = merchant),
    'document', (select p.document from stamgast.program_version p
      where p.merchant_id = merchant and p.number = (request->>'number')::integer))
$$;

-- ── Writing ─────────────────────────────────────────────────────────────────────────────────────
create function stamgast.write_order(merchant uuid, x jsonb) returns void
language plpgsql as $$
begin
  if x ? 'revision' then
    update stamgast."order" o set
      at = stamgast.from_ms((x->>'at')::float8),
      version = (x->>'version')::bigint,
      state = x->>'state',
      member_id = (x->>'member_id')::uuid,
      card_id = coalesce((x->>'card_id')::uuid, o.card_id),
      contact = case when x ? 'contact' then nullif(x->'contact', 'null') else o.contact end,
      location_id = (x->>'location_id')::uuid,
      total_minor = (x->>'total_minor')::bigint,
      net_minor = case when x ? 'net_minor' then (x->>'net_minor')::bigint else o.net_minor end,
      snapshot = x->'snapshot',
      hash = coalesce(x->>'hash', o.hash),
      basis = nullif(x->'basis', 'null'),
      posted = x->'posted',
      excluded = (x->>'excluded')::boolean,
      visit_id = (x->>'visit_id')::uuid,
      revision = o.revision + 1
    where o.merchant_id = merchant and o.id = (x->>'id')::uuid
      and o.revision = (x->>'revision')::integer;
    if not found then
      raise exception 'the order was changed meanwhile' using errcode = 'SG003';
    end if;
    return;
  end if;
  insert into stamgast."order" (merchant_id, id, at, source, external_id, version, state,
    member_id, card_id, contact, location_id, currency, total_minor, net_minor, snapshot, hash,
    basis, posted, excluded, visit_id, staff_id, till_id, import_id, received_at)
  values (merchant, (x->>'id')::uuid, stamgast.from_ms((x->>'at')::float8), x->>'source',
    x->>'external_id', (x->>'version')::bigint, x->>'state', (x->>'member_id')::uuid,
    (x->>'card_id')::uuid, nullif(x->'contact', 'null'), (x->>'location_id')::uuid,
    x->>'currency', (x->>'total_minor')::bigint, (x->>'net_minor')::bigint, x->'snapshot',
    x->>'hash', nullif(x->'basis', 'null'), x->'posted', (x->>'excluded')::boolean,
    (x->>'visit_id')::uuid, (x->>'staff_id')::uuid, (x->>'till_id')::uuid,
    (x->>'import_id')::uuid, stamgast.from_ms((x->>'received_at')::float8));
  insert into stamgast.order_key (merchant_id, source, external_id, order_id)
  values (merchant, x->>'source', x->>'external_id', (x->>'id')::uuid);
end $$;

create function stamgast.write_redemption(merchant uuid, x jsonb) returns void
language plpgsql as $$
begin
  if x ? 'exists' then
    update stamgast.redemption r set
      state = x->>'state',
      hold_expires_at = stamgast.from_ms((x->>'hold_expires_at')::float8),
      issued_at = stamgast.from_ms((x->>'issued_at')::float8),
      issued_by = (x->>'issued_by')::uuid
    where r.merchant_id = merchant and r.id = (x->>'id')::uuid;
    if not found then
      raise exception 'the redemption to change is gone' using errcode = 'SG003';
    end if;
    return;
  end if;
  insert into stamgast.redemption (merchant_id, id, at, member_id, card_id, state, reward_id,
    revision, reward, hold_expires_at, issued_at, issued_by, location_id, staff_id, till_id)
  values (merchant, (x->>'id')::uuid, stamgast.from_ms((x->>'at')::float8),
    (x->>'member_id')::uuid, (x->>'card_id')::uuid, x->>'state',
    (x->'reward'->>'reward_id')::uuid, (x->'reward'->>'revision')::integer, x->'reward',
    stamgast.from_ms((x->>'hold_expires_at')::float8), stamgast.from_ms((x->>'issued_at')::float8),
    (x->>'issued_by')::uuid, (x->>'location_id')::uuid, (x->>'staff_id')::uuid,
    (x->>'till_id')::uuid);
end $$;

create function stamgast.write_allocations(
  merchant uuid, member uuid, decision uuid, rows jsonb
) returns void
language plpgsql as $$
declare
  wanted integer;
  changed integer;
begin
  insert into stamgast.allocation (merchant_id, member_id, decision_id, n, lot_decision_id, lot_n,
    amount)
  select merchant, member, decision, a.n, a.lot_decision_id, a.lot_n, a.amount
  from jsonb_to_recordset(rows) a (n smallint, lot_decision_id uuid, lot_n smallint, amount bigint);
  get diagnostics wanted = row_count;
  update stamgast.lot l set remaining = l.remaining - a.amount
  from jsonb_to_recordset(rows) a (lot_decision_id uuid, lot_n smallint, amount bigint)
  where l.merchant_id = merchant and l.member_id = member and l.decision_id = a.lot_decision_id
    and l.n = a.lot_n and l.remaining - a.amount between 0 and l.amount;
  get diagnostics changed = row_count;
  if wanted <> changed then
    raise exception 'an allocation goes beyond its lot' using errcode = 'SG002';
  end if;
end $$;

-- All or nothing and last, so that shared rows stay locked as short as can be. Sorted by the caller:
-- no two decisions wait for each other.
create function stamgast.take_claims(merchant uuid, claims jsonb) returns void
language plpgsql as $$
declare
  claim jsonb;
begin
  for claim in select c from jsonb_array_elements(claims) c loop
    update stamgast.claimable x set remaining = x.remaining - (claim->>'amount')::bigint
    where x.merchant_id = merchant and x.kind = claim->>'kind' and x.id = (claim->>'id')::uuid
      and x.remaining >= (claim->>'amount')::bigint;
    if not found then
      raise exception 'too little left' using errcode = 'SG001', detail = claim::text;
    end if;
  end loop;
end $$;

create function stamgast.write_keys(merchant uuid, keys jsonb, decision uuid) returns void
language plpgsql as $$
declare
  x jsonb;
begin
  if keys ? 'snapshot' then
    x := keys->'snapshot';
    insert into stamgast.order_snapshot as s (merchant_id, order_id, version, hash, decision_id)
    values (merchant, (x->>'order_id')::uuid, (x->>'version')::bigint, x->>'hash', decision)
    -- A guest order that finds its member: the same snapshot, now with a decision.
    on conflict (merchant_id, order_id, version) do update set decision_id = excluded.decision_id
      where s.decision_id is null and s.hash = excluded.hash and excluded.decision_id is not null;
    if not found then
      raise exception 'this snapshot was written meanwhile' using errcode = 'unique_violation';
    end if;
  end if;
  if keys ? 'refunds' then
    insert into stamgast.refund_key (merchant_id, order_id, external_id, hash, decision_id)
    select merchant, r.order_id, r.external_id, r.hash, decision
    from jsonb_to_recordset(keys->'refunds') r (order_id uuid, external_id text, hash text);
  end if;
  if keys ? 'device' then
    x := keys->'device';
    insert into stamgast.device_action (merchant_id, till_id, sequence, hash, kind, subject_id,
      decision_id, device_at, sent_at)
    values (merchant, (x->>'till_id')::uuid, (x->>'sequence')::bigint, x->>'hash', x->>'kind',
      (x->>'subject_id')::uuid, decision, stamgast.from_ms((x->>'device_at')::float8),
      stamgast.from_ms((x->>'sent_at')::float8));
  end if;
  if keys ? 'idempotency' then
    x := keys->'idempotency';
    insert into stamgast.idempotency_key (merchant_id, principal, key, hash, status, body)
    values (merchant, x->>'principal', x->>'key', x->>'hash', (x->>'status')::integer, x->'body');
  end if;
end $$;

create function stamgast.commit_decision(merchant uuid, payload jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  d jsonb := payload->'decision';
  v_decision uuid := (d->>'id')::uuid;
  v_at timestamptz := stamgast.from_ms((payload->>'at')::float8);
  v_member uuid := (payload->>'member_id')::uuid;
  expected bigint := (payload->>'version')::bigint;
  v_sequence bigint;
begin
  if payload->'keys' ? 'idempotency' and not pg_try_advisory_xact_lock(hashtextextended(
    concat(merchant, payload->'keys'->'idempotency'->>'principal', ' ',
      payload->'keys'->'idempotency'->>'key'), 0))
  then
    return '{"status": "in_flight"}';
  end if;

  if v_decision is not null then
    update stamgast.member_state s set
      version = s.version + 1,
      sequence = s.sequence + 1,
      visits = s.visits + coalesce((payload->>'new_visits')::integer, 0),
      last_visit_at = greatest(s.last_visit_at,
        stamgast.from_ms((payload->>'last_visit_at')::float8))
    where s.merchant_id = merchant and s.member_id = v_member and s.version = expected
    returning s.sequence into v_sequence;
    if not found and expected = 0 then
      insert into stamgast.member_state (merchant_id, member_id, version, sequence, visits,
        last_visit_at)
      values (merchant, v_member, 1, 1, coalesce((payload->>'new_visits')::integer, 0),
        stamgast.from_ms((payload->>'last_visit_at')::float8))
      on conflict do nothing
      returning sequence into v_sequence;
    end if;
    if v_sequence is null then
      return '{"status": "conflict"}';
    end if;

    insert into stamgast.decision (merchant_id, id, at, member_id, version, event_type, subject,
      program_version, event, facts, effects, reverses, actor, staff_id, till_id, location_id,
      flags)
    values (merchant, v_decision, v_at, v_member, expected + 1, d->'event'->>'type',
      d->>'subject', (d->>'program_version')::integer, d->'event', d->'facts', d->'effects',
      (d->>'reverses')::uuid, d->>'actor', (d->>'staff_id')::uuid, (d->>'till_id')::uuid,
      (d->>'location_id')::uuid,
      case when d ? 'flags' then array(select jsonb_array_elements_text(d->'flags')) else '{}' end);

    if payload ? 'entries' then
      insert into stamgast.entry (merchant_id, member_id, at, decision_id, n, unit, amount, debt,
        counter, cause, explanation)
      select merchant, v_member, v_at, v_decision, e.n, e.unit, e.amount, e.debt, e.counter,
        e.cause, e.explanation
      from jsonb_to_recordset(payload->'entries') e (n smallint, unit text, amount bigint,
        debt bigint, counter text, cause text, explanation jsonb);
    end if;
    if payload ? 'lots' then
      insert into stamgast.lot (merchant_id, member_id, decision_id, n, unit, origin, amount,
        remaining, earned_at, active_from, expires_at)
      select merchant, v_member, v_decision, l.n, l.unit, l.origin, l.amount, l.amount,
        stamgast.from_ms(l.earned_at), stamgast.from_ms(l.active_from),
        stamgast.from_ms(l.expires_at)
      from jsonb_to_recordset(payload->'lots') l (n smallint, unit text, origin text,
        amount bigint, earned_at float8, active_from float8, expires_at float8);
    end if;
    if payload ? 'allocations' then
      perform stamgast.write_allocations(merchant, v_member, v_decision, payload->'allocations');
    end if;
    if payload ? 'accounts' then
      -- Not `on conflict`: a change of −2 to a debt would fail the row's check before it is merged.
      merge into stamgast.account a
      using jsonb_to_recordset(payload->'accounts') x (unit text, balance bigint, debt bigint)
      on a.merchant_id = merchant and a.member_id = v_member and a.unit = x.unit
      when matched then update set balance = a.balance + x.balance, debt = a.debt + x.debt
      when not matched then insert (merchant_id, member_id, unit, balance, debt)
        values (merchant, v_member, x.unit, x.balance, x.debt);
    end if;
    if payload ? 'remainders' then
      insert into stamgast.remainder as m (merchant_id, member_id, unit, denominator, numerator)
      select merchant, v_member, x.unit, x.denominator, x.numerator
      from jsonb_to_recordset(payload->'remainders')
        x (unit text, denominator bigint, numerator bigint)
      on conflict (merchant_id, member_id, unit, denominator) do update set
        numerator = excluded.numerator;
    end if;
    if payload ? 'hold_open' then
      insert into stamgast.hold (merchant_id, member_id, redemption_id, unit, amount, expires_at)
      values (merchant, v_member, (payload->'hold_open'->>'redemption_id')::uuid,
        payload->'hold_open'->>'unit', (payload->'hold_open'->>'amount')::bigint,
        stamgast.from_ms((payload->'hold_open'->>'expires_at')::float8));
    elsif payload ? 'hold_close' then
      delete from stamgast.hold h where h.merchant_id = merchant and h.member_id = v_member
        and h.redemption_id = (payload->>'hold_close')::uuid;
    end if;
    if payload ? 'visits' then
      insert into stamgast.visit as v (merchant_id, id, at, member_id, location_id, staff_id,
        till_id, tapped, covered, begun_by)
      select merchant, x.id, stamgast.from_ms(x.at), v_member, x.location_id,
        (d->>'staff_id')::uuid, (d->>'till_id')::uuid, x.tapped, x.covered,
        x.begun_by
      from jsonb_to_recordset(payload->'visits') x (id uuid, at float8, location_id uuid,
        tapped jsonb, covered jsonb, begun_by uuid)
      on conflict (merchant_id, id, at) do update set
        tapped = excluded.tapped, covered = excluded.covered,
        begun_by = excluded.begun_by;
    end if;
    if payload ? 'days' then
      insert into stamgast.member_day as y (merchant_id, member_id, measure, business_day, amount)
      select merchant, v_member, x.measure, x.business_day, x.amount
      from jsonb_to_recordset(payload->'days') x (measure text, business_day date, amount bigint)
      on conflict (merchant_id, member_id, measure, business_day) do update set
        amount = y.amount + excluded.amount;
    end if;
    if payload ? 'redemption' then
      perform stamgast.write_redemption(merchant, payload->'redemption');
    end if;
    if d->>'reverses' is not null then
      update stamgast.decision x set reversed_by = v_decision
      where x.merchant_id = merchant and x.id = (d->>'reverses')::uuid and x.reversed_by is null;
      if not found then
        raise exception 'the decision was taken back meanwhile' using errcode = 'SG003';
      end if;
    end if;
  end if;

  if payload ? 'order' then
    perform stamgast.write_order(merchant, payload->'order');
  end if;
  if payload ? 'keys' then
    perform stamgast.write_keys(merchant, payload->'keys', v_decision);
  end if;
  if payload ? 'outbox' then
    insert into stamgast.outbox (merchant_id, at, id, type, member_id, sequence, data)
    select merchant, v_at, x.id, x.type, v_member, v_sequence, x.data
    from jsonb_to_recordset(payload->'outbox') x (id uuid, type text, data jsonb);
  end if;
  if payload ? 'claims' then
    perform stamgast.take_claims(merchant, payload->'claims');
  end if;
  return jsonb_build_object('status', 'committed', 'sequence', v_sequence);
end $$;

-- Only these doors are opened, and only to the application's role.
do $$
declare
  name text;
begin
  for name in
    select p.oid::regprocedure::text from pg_proc p
    where p.pronamespace = 'stamgast'::regnamespace and p.prokind = 'f'
      and p.proname <> 'current_merchant'
  loop
    execute format('revoke execute on function %s from public', name);
  end loop;
  if exists (select from pg_roles where rolname = 'stamgast_app') then
    grant execute on function stamgast.load_state(uuid, jsonb) to stamgast_app;
    grant execute on function stamgast.load_program(uuid, jsonb) to stamgast_app;
    grant execute on function stamgast.commit_decision(uuid, jsonb) to stamgast_app;
  end if;
end $$;
