-- Whose turn it is: within a priority chains take turns, and within a chain its campaigns. One row for each that has batches to do, so
-- that a claim reads the first of each list and not all batches. Batches without a campaign share one turn of their chain.
alter table batches add column flow uuid not null generated always as (coalesce(campaign_id, chain_id)) stored;

create sequence turns;
grant usage on sequence turns to meelespea_worker;
create table chain_turns (
  channel text not null,
  priority smallint not null,
  chain_id uuid not null,
  -- When it had its last turn, as a number that only grows; who never had one comes first.
  turn bigint not null default 0,
  primary key (channel, priority, chain_id)
);
create index chain_turns_in_order on chain_turns (channel, priority, turn);
create table campaign_turns (
  channel text not null,
  priority smallint not null,
  chain_id uuid not null,
  flow uuid not null,
  turn bigint not null default 0,
  primary key (channel, priority, chain_id, flow)
);
create index campaign_turns_in_order on campaign_turns (channel, priority, chain_id, turn);

do $$
declare
  name text;
begin
  foreach name in array array['chain_turns', 'campaign_turns'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy chain_rows on %I to meelespea_web using (chain_id = app_chain_id()) with check (chain_id = app_chain_id())', name);
    execute format('create policy worker_rows on %I to meelespea_worker using (true) with check (true)', name);
    execute format('grant insert on %I to meelespea_web', name);
    execute format('grant select, insert, update, delete on %I to meelespea_worker', name);
  end loop;
end $$;

-- Whoever writes batches gets a place in the order by that. The sweep takes places away, and mends what the two may miss of each other.
create function take_a_place() returns trigger language plpgsql as $$
begin
  insert into chain_turns (channel, priority, chain_id) select distinct channel, priority, chain_id from added on conflict do nothing;
  insert into campaign_turns (channel, priority, chain_id, flow) select distinct channel, priority, chain_id, flow from added on conflict do nothing;
  return null;
end $$;
create trigger take_a_place after insert on batches referencing new table as added for each statement execute function take_a_place();
insert into chain_turns (channel, priority, chain_id)
  select distinct channel, priority, chain_id from batches where done_at is null;
insert into campaign_turns (channel, priority, chain_id, flow)
  select distinct channel, priority, chain_id, flow from batches where done_at is null;

drop index batches_to_do;
create index batches_to_do on batches (chain_id, channel, priority, flow, not_before, id) where status in ('ready', 'claimed');

-- A batch that cannot be prepared because of a fault of ours or a bad row: how often that was tried. 'stuck' waits for a person.
alter table batches add column failures smallint not null default 0, drop constraint batches_status_check,
  add constraint batches_status_check check (status in ('ready', 'held', 'claimed', 'done', 'cancelled', 'stuck'));
create index batches_held on batches (chain_id, flow) where status in ('held', 'stuck');

-- When the last of its texts that were accepted and never reported on is given up as expired; null once that is done.
alter table batches add column expires_at timestamptz;
update batches set expires_at = done_at + interval '4 days' where status = 'done' and channel = 'sms';
create index batches_to_expire on batches (expires_at) where expires_at is not null;
