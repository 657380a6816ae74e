-- A place for each month: within one month the key gives the deliveries in the order of their ids without sorting them, and a text that was
-- sent again, which lies in the month of the first one, comes after the place where that month stands.
drop table retention_progress;
create table retention_progress (
  chain_id uuid not null references chains,
  step text not null check (step in ('texts', 'receipts', 'deliveries')),
  month date not null,
  done_through uuid not null,
  updated_at timestamptz not null default now(),
  primary key (chain_id, step, month)
);
alter table retention_progress enable row level security;
alter table retention_progress force row level security;
create policy keeper on retention_progress to meelespea_privacy using (true) with check (true);
create policy worker_reads on retention_progress for select to meelespea_worker using (true);
grant select, insert, update on retention_progress to meelespea_privacy;
grant select on retention_progress to meelespea_worker;
