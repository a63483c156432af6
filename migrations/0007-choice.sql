-- The reward a member picked on the card for the next time at the till. It moves nothing and holds
-- nothing: whether it still stands is judged when it is read, so no other write has to end it.
alter table stamgast.member
  add column chosen_reward_id uuid,
  add column chosen_at timestamptz;
