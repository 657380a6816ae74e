-- A chain applies for the service, an operator decides, and until then nothing of it leaves the sandbox.
-- chains.location is the location that the chain's licence was bought for: its price list, its calendar, what it may apply for.

create table applications (
  chain_id uuid primary key references chains,
  status text not null default 'draft' check (status in ('draft', 'in_review', 'returned', 'approved', 'rejected')),
  -- As typed, so that a draft loses nothing; what is submitted is well formed (the last check).
  legal_name text not null default '' check (length(legal_name) <= 200),
  registry_code text not null default '' check (length(registry_code) <= 200),
  sender_name text not null default '' check (length(sender_name) <= 200),
  contact_name text not null default '' check (length(contact_name) <= 200),
  contact_email text not null default '' check (length(contact_email) <= 200),
  contact_phone text not null default '' check (length(contact_phone) <= 200),
  location text not null default '' check (length(location) <= 200),
  monthly_texts text not null default '' check (length(monthly_texts) <= 200),
  -- Of the person who sent it in: letters about it are in it.
  locale text not null default 'et' check (locale in ('et', 'en', 'ru')),
  submitted_by uuid,
  submitted_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  reason text check (length(reason) between 1 and 1000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (status = 'draft' or (submitted_at is not null and submitted_by is not null)),
  check ((status in ('approved', 'rejected', 'returned')) = (decided_at is not null and decided_by is not null)),
  check ((status in ('rejected', 'returned')) = (reason is not null)),
  check (status not in ('in_review', 'approved') or (
    legal_name <> '' and registry_code <> '' and contact_name <> '' and contact_email like '%_@_%' and contact_phone <> ''
    and sender_name ~ '^[A-Za-z0-9 ]{3,11}$' and location ~ '^[A-Z]{2}$' and monthly_texts ~ '^[0-9]{1,9}$'
  ))
);
create index applications_by_time on applications (submitted_at desc, chain_id) where submitted_at is not null;

-- Every step of an application, with what it said then; never rewritten.
create table application_steps (
  chain_id uuid not null references chains,
  id uuid not null default uuid_v7(),
  step text not null check (step in ('submitted', 'returned', 'rejected', 'approved')),
  at timestamptz not null default now(),
  staff_id uuid not null,
  reason text check (length(reason) between 1 and 1000),
  form jsonb not null,
  primary key (chain_id, id),
  check ((step in ('returned', 'rejected')) = (reason is not null))
);
create trigger never_rewritten before update or delete or truncate on application_steps
  for each statement execute function refuse_rewriting();

-- Whose name stands on a phone, by country of the number: some operators carry only names that were registered with them.
create table sender_names (
  chain_id uuid not null references chains,
  country text not null check (country ~ '^[A-Z]{2}$'),
  name text not null check (name ~ '^[A-Za-z0-9 ]{3,11}$'),
  status text not null check (status in ('requested', 'registered', 'refused')),
  changed_by uuid,
  changed_at timestamptz not null default now(),
  primary key (chain_id, country)
);

-- The operator stops a chain's sending; its staff see why.
alter table chains add column paused_at timestamptz;
alter table chains add column pause_reason text check (length(pause_reason) between 1 and 500);
alter table chains add constraint chains_paused_with_reason check ((paused_at is null) = (pause_reason is null));

-- At most so many texts, where the operator says so; never less than a batch. Counted as batches are taken, hour by hour and day by day
-- of the chain's own clock.
create table chain_limits (
  chain_id uuid primary key references chains,
  texts_per_hour integer check (texts_per_hour between 500 and 10000000),
  texts_per_day integer check (texts_per_day between 500 and 100000000),
  hour timestamp not null default '-infinity',
  hour_texts integer not null default 0,
  day date not null default '-infinity',
  day_texts integer not null default 0
) with (fillfactor = 50);

-- What a chain sends before it is activated is a trial for ever, whoever writes the batch: no account with a provider ever takes it
-- (db/queries/claims.ts). So is what was agreed and paid for before, a scheduled campaign say, and is written afterwards.
alter table batches add column trial boolean not null default false;
create function mark_trial() returns trigger language plpgsql as $$
begin
  if not new.trial then
    new.trial := exists (
      select from chains c where c.id = new.chain_id and (c.activated_at is null or exists (
        select from holds h where h.chain_id = new.chain_id and h.id = new.hold_id and h.created_at < c.activated_at
      )));
  end if;
  return new;
end $$;
create trigger mark_trial before insert on batches for each row execute function mark_trial();
create function keep_trial() returns trigger language plpgsql as $$
begin
  raise exception 'a trial stays a trial' using errcode = 'check_violation';
end $$;
create trigger keep_trial before update of trial on batches for each row when (old.trial and not new.trial) execute function keep_trial();
update batches b set trial = true from chains c where c.id = b.chain_id and c.activated_at is null and b.done_at is null;
create index batches_on_trial on batches (channel, priority, not_before, id) where trial and status in ('ready', 'claimed');

do $$
declare
  name text;
begin
  foreach name in array array['applications', 'application_steps', 'sender_names', 'chain_limits'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy operator_rows on %I to meelespea_operator using (true) with check (true)', name);
    execute format('create policy worker_rows on %I to meelespea_worker using (true) with check (true)', name);
    execute format('create policy chain_reads on %I for select to meelespea_web using (chain_id = app_chain_id())', name);
    execute format('grant select, insert on %I to meelespea_operator, meelespea_worker', name);
    execute format('grant select on %I to meelespea_web', name);
  end loop;
end $$;
grant update on applications, sender_names, chain_limits to meelespea_operator, meelespea_worker;
grant delete on chain_limits to meelespea_operator;

-- A chain writes its application and sends it in; what becomes of it is another's word, and so is its activation.
grant insert, update on applications to meelespea_web;
create policy chain_applies on applications for insert to meelespea_web
  with check (chain_id = app_chain_id() and status = 'draft');
create policy chain_corrects on applications for update to meelespea_web
  using (chain_id = app_chain_id() and status in ('draft', 'returned'))
  with check (chain_id = app_chain_id() and status in ('draft', 'returned', 'in_review'));
grant insert on application_steps to meelespea_web;
create policy chain_submits on application_steps for insert to meelespea_web
  with check (chain_id = app_chain_id() and step = 'submitted');
grant insert, update on sender_names to meelespea_web;
create policy chain_requests on sender_names for insert to meelespea_web
  with check (chain_id = app_chain_id() and status = 'requested');
create policy chain_requests_anew on sender_names for update to meelespea_web
  using (chain_id = app_chain_id() and status <> 'registered')
  with check (chain_id = app_chain_id() and status = 'requested');
create function refuse_own_activation() returns trigger language plpgsql as $$
begin
  if current_user = 'meelespea_web' then
    raise exception 'only an operator changes this of a chain' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger only_an_operator before update of activated_at, location, sender_name, paused_at, pause_reason on chains
  for each row when (
    (old.activated_at, old.location, old.sender_name, old.paused_at, old.pause_reason)
      is distinct from (new.activated_at, new.location, new.sender_name, new.paused_at, new.pause_reason)
  ) execute function refuse_own_activation();

create policy operator_changes on chains for update to meelespea_operator using (true) with check (true);
create policy operator_opens on chains for insert to meelespea_operator with check (true);
grant insert (name, sender_name, location, languages) on chains to meelespea_operator;
grant update (location, sender_name, activated_at, paused_at, pause_reason) on chains to meelespea_operator;
grant select (sender_name, paused_at, pause_reason, languages, default_language) on chains to meelespea_operator;
grant usage on sequence chain_references to meelespea_operator;

create policy operator_rows on text_limits to meelespea_operator using (true) with check (true);
grant select, insert, update, delete on text_limits to meelespea_operator;

-- How many clinics a chain has and how many texts it sent: figures, of nobody in particular.
create policy operator_counts on clinics for select to meelespea_operator using (true);
grant select (chain_id, id) on clinics to meelespea_operator;
create policy operator_counts on delivery_days for select to meelespea_operator using (true);
grant select (chain_id, day, kind, channel, status, texts, segments, cost_micro) on delivery_days to meelespea_operator;
create policy operator_counts on batches for select to meelespea_operator using (true);
grant select (chain_id, id, channel, status, size, trial, not_before, done_at) on batches to meelespea_operator;

-- What the operator does with the service itself, and with no chain in particular.
create table service_log (
  id uuid primary key default uuid_v7(),
  at timestamptz not null default now(),
  staff_id uuid not null,
  action text not null check (length(action) between 1 and 60),
  entity_id text,
  before jsonb,
  after jsonb
);
create trigger never_rewritten before update or delete or truncate on service_log
  for each statement execute function refuse_rewriting();
alter table service_log enable row level security;
alter table service_log force row level security;
create policy operator_rows on service_log to meelespea_operator using (true) with check (true);
grant select, insert on service_log to meelespea_operator;

-- The operator looks at the queues and lets a failed job run again; a database made from nothing gets this when the queues are made.
do $$
begin
  if exists (select from pg_namespace where nspname = 'pgboss') then
    grant usage on schema pgboss to meelespea_operator;
    grant select, insert, update on all tables in schema pgboss to meelespea_operator;
  end if;
end $$;
