-- Whom the operator has contracts with: for each channel in order, the first carries everything while it is well.
create table provider_accounts (
  -- What deliveries, references and receipts hold; it never changes.
  name text collate "C" primary key check (name ~ '^[a-z][a-z0-9-]{0,30}$'),
  channel text not null check (channel in ('sms', 'email')),
  kind text not null check (kind in ('sandbox', 'smpp', 'messente', 'kannel', 'smtp')),
  position smallint not null check (position > 0),
  -- The address with its password, sealed (lib/runtime/seal.ts).
  transport text not null,
  enabled boolean not null default true,
  created_at timestamptz not null default now(),
  -- Raised with every change of transport; workers then open the account anew.
  version integer not null default 1,

  -- SMS parts (or letters) a second, null for as many as it takes; `burst` may leave at once after a pause.
  rate_per_second double precision check (rate_per_second > 0),
  burst integer not null default 1 check (burst > 0),
  -- Up to here the rate is spoken for: what is taken next leaves after it.
  spoken_for_until timestamptz not null default '-infinity',

  -- What its workers make of it together; null until the first of them has said something.
  state text check (state in ('up', 'connecting', 'down', 'throttled', 'refused')),
  state_detail text,
  state_since timestamptz,
  last_ok_at timestamptz,

  -- Points of a hundred of its channel's traffic, moved by lib/core/traffic-shares.ts, and texts taken since they were last moved.
  share smallint not null default 0 check (share between 0 and 100),
  share_moved_at timestamptz not null default now(),
  share_moved_for text check (share_moved_for in ('order', 'down', 'slow', 'back')),
  carried bigint not null default 0,

  unique (channel, position) deferrable initially deferred
) with (fillfactor = 50);

alter table provider_accounts enable row level security;
alter table provider_accounts force row level security;
create policy worker_rows on provider_accounts to meelespea_worker using (true) with check (true);
grant select, insert, update, delete on provider_accounts to meelespea_worker;
-- Chains see how fast a channel is and whether it is well; addresses and passwords they never do.
create policy everyone_reads on provider_accounts for select to meelespea_web using (true);
grant select (name, channel, kind, position, enabled, rate_per_second, state, state_detail, state_since, share) on provider_accounts to meelespea_web;

-- Sandboxes may be several: each reports under the name of its account.
alter table sandbox_receipts add column provider text not null default 'sandbox';
