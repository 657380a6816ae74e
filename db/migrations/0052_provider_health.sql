-- What each worker makes of each of its providers, told every few seconds. The account's own state is drawn from them.
create table provider_reports (
  name text collate "C" not null references provider_accounts on delete cascade,
  worker_id uuid not null,
  state text not null check (state in ('up', 'connecting', 'down', 'throttled', 'refused')),
  detail text,
  since timestamptz not null,
  -- Since when it has taken hardly any of what this worker handed to it; null while it takes texts.
  troubled_since timestamptz,
  last_ok_at timestamptz,
  reported_at timestamptz not null default now(),
  primary key (name, worker_id)
);

-- What became of texts, by the minute in which their provider accepted (or refused) them: speed and failures without counting deliveries.
create table provider_minutes (
  name text collate "C" not null,
  minute timestamptz not null,
  accepted integer not null default 0,
  rejected integer not null default 0,
  not_sent integer not null default 0,
  in_doubt integer not null default 0,
  delivered integer not null default 0,
  failed integer not null default 0,
  -- Of those delivered: later than five minutes after they were accepted.
  slow integer not null default 0,
  -- How long the delivered took: counts by the bounds in lib/core/latency.ts.
  latencies integer[] not null default '{}',
  primary key (name, minute)
) with (fillfactor = 50);

-- Receipts that could not be applied because of a fault of ours or a bad row: how often that was tried.
alter table receipts_to_apply add column failures smallint not null default 0;
create index receipts_set_aside on receipts_to_apply (receipt_id) where failures > 0;

do $$
declare
  name text;
begin
  foreach name in array array['provider_reports', 'provider_minutes'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy worker_rows on %I to meelespea_worker using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to meelespea_worker', name);
  end loop;
end $$;
