create table deliveries (
  chain_id uuid not null,
  month date not null check (extract(day from month) = 1),
  id uuid not null default uuid_v7(),
  kind text not null check (kind in ('bulk', 'private', 'reminder', 'greeting', 'test')),
  channel text not null check (channel in ('sms', 'email')),
  campaign_id uuid,
  patient_id uuid,
  clinic_id uuid,
  -- Set where one number or address gets one text of a campaign.
  once_per text collate "C",
  address text collate "C",
  country text,
  language text not null,
  wording_id uuid not null,
  -- Values of the wording's placeholders in the order of their first use, the opt-out link's code last.
  params text[] not null default '{}',
  segments smallint not null check (segments >= 0),
  price_micro bigint not null check (price_micro >= 0),
  planned_at timestamptz not null default now(),
  valid_until timestamptz not null,
  status text not null default 'planned' check (status in ('planned', 'submitting', 'unknown', 'accepted', 'undelivered',
    'expired', 'delivered', 'rejected', 'cancelled', 'suppressed', 'expired_unsent')),
  reason text,
  provider text,
  epoch integer not null default 0,
  submitted_at timestamptz,
  accepted_at timestamptz,
  final_at timestamptz,
  primary key (chain_id, month, id),
  unique (chain_id, month, campaign_id, patient_id, channel),
  unique (chain_id, month, campaign_id, once_per, channel)
) partition by range (month);
-- No index on a column that changes while sending: with room on the page every update stays in place (HOT).
create index deliveries_of_patient on deliveries (chain_id, patient_id, planned_at);

create function ensure_delivery_partitions(from_month date, months integer) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  starts date;
  made integer := 0;
begin
  for starts in select (date_trunc('month', from_month) + make_interval(months => n))::date from generate_series(0, months - 1) as n loop
    if to_regclass('deliveries_' || to_char(starts, 'YYYY_MM')) is null then
      execute format('create table deliveries_%s partition of deliveries for values from (%L) to (%L) with (fillfactor = 50)',
        to_char(starts, 'YYYY_MM'), starts, (starts + interval '1 month')::date);
      made := made + 1;
    end if;
  end loop;
  return made;
end $$;
revoke all on function ensure_delivery_partitions(date, integer) from public;
grant execute on function ensure_delivery_partitions(date, integer) to meelespea_worker;
select ensure_delivery_partitions((now() - interval '1 month')::date, 15);

-- What a worker claims: a run of deliveries by id. Lease and epoch live here; every later write checks the epoch.
create table batches (
  chain_id uuid not null,
  id uuid not null default uuid_v7(),
  month date not null,
  campaign_id uuid,
  channel text not null check (channel in ('sms', 'email')),
  kind text not null,
  priority smallint not null default 5,
  first_id uuid not null,
  last_id uuid not null,
  size integer not null check (size > 0),
  status text not null default 'ready' check (status in ('ready', 'held', 'claimed', 'done', 'cancelled')),
  not_before timestamptz not null default now(),
  lease_until timestamptz,
  epoch integer not null default 0,
  attempts integer not null default 0,
  done_at timestamptz,
  primary key (chain_id, id)
) with (fillfactor = 50);
create index batches_to_do on batches (channel, priority, not_before, id) where status in ('ready', 'claimed');
create index batches_of_campaign on batches (chain_id, campaign_id);

-- Insert-only: what a provider calls each part of a text it accepted.
create table delivery_refs (
  provider text not null,
  ref text collate "C" not null,
  part smallint not null default 1,
  chain_id uuid not null,
  month date not null,
  delivery_id uuid not null,
  accepted_at timestamptz not null default now(),
  primary key (provider, ref)
);
create index delivery_refs_of_delivery on delivery_refs (delivery_id);

-- Insert-only: what providers report, as it came. A report that comes twice is the same row.
create table receipts (
  id uuid not null default uuid_v7() primary key,
  provider text not null,
  ref text collate "C" not null,
  status text not null check (status in ('accepted', 'undelivered', 'expired', 'delivered', 'rejected', 'unknown')),
  detail text,
  raw text,
  reported_at timestamptz,
  received_at timestamptz not null default now(),
  unique (provider, ref, status)
);
-- Receipts not applied yet, or waiting for a reference that is not ours yet. Emptied as they are applied.
create table receipts_to_apply (
  receipt_id uuid primary key references receipts on delete cascade,
  due_at timestamptz not null default now()
);
create index receipts_to_apply_due on receipts_to_apply (due_at);

-- Insert-only: the few deliveries somebody will look for, so that a filter never reads a million rows to find six.
create table delivery_issues (
  chain_id uuid not null,
  status text not null,
  delivery_id uuid not null,
  month date not null,
  campaign_id uuid,
  at timestamptz not null default now(),
  primary key (chain_id, status, delivery_id)
);
create index delivery_issues_of_campaign on delivery_issues (chain_id, campaign_id, status, delivery_id);

create table delivery_days (
  chain_id uuid not null,
  day date not null,
  clinic_id uuid not null,
  kind text not null,
  channel text not null,
  language text not null,
  status text not null,
  texts integer not null default 0,
  segments integer not null default 0,
  cost_micro bigint not null default 0,
  primary key (chain_id, day, clinic_id, kind, channel, language, status)
);

-- The sandbox's own network: what would have left, and the report it will send back.
create table sandbox_texts (
  ref text collate "C" primary key,
  chain_id uuid not null,
  delivery_id uuid not null,
  channel text not null,
  sender text not null,
  address text not null,
  subject text,
  body text not null,
  segments smallint not null,
  accepted_at timestamptz not null default now(),
  receipt_status text not null,
  receipt_due_at timestamptz not null,
  receipt_sent boolean not null default false
) with (fillfactor = 70);
create index sandbox_texts_by_time on sandbox_texts (chain_id, accepted_at desc, ref);
create index sandbox_receipts_due on sandbox_texts (receipt_due_at) where not receipt_sent;
