-- How each chain's money stood when it was last looked at, so that its managers are written to once per fall and not each minute. Apart
-- from `accounts`, whose rows change with every window of texts.
create table balance_levels (
  chain_id uuid primary key references chains,
  level text not null check (level in ('fine', 'low', 'owing')),
  -- What it was before; null for a chain that has just been seen first.
  previous text check (previous in ('fine', 'low', 'owing')),
  since timestamptz not null default now(),
  check (previous <> level)
);
alter table balance_levels enable row level security;
alter table balance_levels force row level security;
create policy worker_rows on balance_levels to meelespea_worker using (true) with check (true);
grant select, insert, update on balance_levels to meelespea_worker;
