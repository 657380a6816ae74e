-- Letters that the service itself writes to staff: invitations, new passwords, decisions. Not deliveries: nobody is billed for them and
-- no patient gets one. What is filled in lies sealed with SECRET, since a link in it is a key, and goes as soon as the letter has left.
create table letters (
  id uuid primary key,
  to_address text not null check (length(to_address) between 3 and 254),
  locale text not null check (locale in ('et', 'en', 'ru')),
  kind text not null check (length(kind) between 1 and 60),
  sealed_params text,
  created_at timestamptz not null default now(),
  tries int not null default 0,
  next_try_at timestamptz not null default now(),
  sent_at timestamptz,
  -- Too old to be of use: no longer tried.
  given_up_at timestamptz,
  -- What the mail server said last; without addresses.
  trouble text,
  check (sent_at is null or sealed_params is null)
);
create index letters_to_send on letters (next_try_at) where sent_at is null and given_up_at is null;
create index letters_by_time on letters (created_at, id);

alter table letters enable row level security;
alter table letters force row level security;
-- Whoever acts may have a letter written; nobody but the worker and the operator reads one.
create policy anybody_writes on letters for insert to meelespea_web, meelespea_auth, meelespea_operator with check (sent_at is null);
create policy worker_rows on letters to meelespea_worker using (true) with check (true);
create policy operator_reads on letters for select to meelespea_operator using (true);
grant insert on letters to meelespea_web, meelespea_auth, meelespea_operator;
grant select, insert, update, delete on letters to meelespea_worker;
grant select on letters to meelespea_operator;
