-- From how many people, or how much money, on a send needs a second person; null: never.
alter table chains
  add column approval_people int check (approval_people >= 1),
  add column approval_micro bigint check (approval_micro >= 0);

-- A send that somebody asked for and another decides about. What was asked for is kept as it was seen.
create table send_approvals (
  chain_id uuid not null,
  id uuid not null default uuid_v7(),
  campaign_id uuid not null,
  requested_by uuid not null references staff,
  requested_at timestamptz not null default now(),
  agreed jsonb not null,
  debt_agreed boolean not null default false,
  -- When it is to leave; null: at once, as soon as it is approved.
  send_at_local text,
  send_at_zone text,
  status text not null default 'waiting' check (status in ('waiting', 'approved', 'rejected', 'withdrawn')),
  decided_by uuid references staff,
  decided_at timestamptz,
  reason text check (length(reason) <= 500),
  primary key (chain_id, id),
  foreign key (chain_id, campaign_id) references campaigns (chain_id, id) on delete cascade,
  check ((send_at_local is null) = (send_at_zone is null)),
  check ((status = 'waiting') = (decided_at is null)),
  check (status not in ('approved', 'rejected') or decided_by is not null),
  -- The rule itself: nobody approves what they asked for.
  check (status <> 'approved' or decided_by <> requested_by),
  check (status <> 'rejected' or reason is not null)
);
create unique index send_approvals_waiting on send_approvals (chain_id, campaign_id) where status = 'waiting';
create index send_approvals_by_time on send_approvals (chain_id, id);

alter table send_approvals enable row level security;
alter table send_approvals force row level security;
create policy chain_rows on send_approvals to meelespea_web using (chain_id = app_chain_id()) with check (chain_id = app_chain_id());
grant select, insert, update on send_approvals to meelespea_web;
