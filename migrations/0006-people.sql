-- Locations a person is limited to; null = all of the merchant's. Owners are never limited.
alter table stamgast.staff
  add column location_ids uuid[],
  add constraint staff_places check (
    location_ids is null or (cardinality(location_ids) > 0 and role <> 'owner')
  );
alter table stamgast.invitation
  add column location_ids uuid[],
  add constraint invitation_places check (
    location_ids is null or (cardinality(location_ids) > 0 and role <> 'owner')
  );

-- A new password by a link.
alter table control.one_time_code
  drop constraint one_time_code_purpose_check,
  add constraint one_time_code_purpose_check check (
    purpose in ('pairing', 'invitation', 'owner_link', 'card_recovery', 'password_reset')
  );

-- Whoever could read its text in the outbox could sign in as its reader.
alter table stamgast.message add column sealed boolean not null default false;

-- How often a reward was handed out.
create index redemption_reward on stamgast.redemption (merchant_id, reward_id)
  where state in ('issued', 'fulfilled');
