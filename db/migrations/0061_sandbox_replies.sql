-- What somebody who tries the sandbox answers in a patient's place, until the worker brings it in as any provider would.
create table sandbox_replies (
  chain_id uuid not null references chains,
  id uuid not null default uuid_v7(),
  ref text collate "C" not null,
  body text not null check (length(body) between 1 and 1000),
  written_at timestamptz not null default now(),
  primary key (chain_id, id)
);
alter table sandbox_replies enable row level security;
alter table sandbox_replies force row level security;
create policy chain_rows on sandbox_replies to meelespea_web using (chain_id = app_chain_id()) with check (chain_id = app_chain_id());
create policy worker_rows on sandbox_replies to meelespea_worker using (true) with check (true);
grant select, insert on sandbox_replies to meelespea_web;
-- for update skip locked needs update
grant select, update, delete on sandbox_replies to meelespea_worker;
