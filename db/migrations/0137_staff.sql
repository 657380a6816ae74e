-- An invitation is no staff member yet: whether its address has an account elsewhere is nobody's business here.
create table invitations (
  chain_id uuid not null references chains on delete cascade,
  id uuid not null default uuid_v7(),
  email text not null check (email = lower(email) and length(email) between 3 and 254),
  name text not null check (length(name) between 1 and 120),
  role text not null check (role in ('chain_manager', 'clinic_manager', 'receptionist', 'viewer')),
  locale text not null check (locale in ('et', 'en', 'ru')),
  clinic_ids uuid[] not null default '{}',
  invited_by uuid not null references staff,
  token_hash text not null unique,
  sent_at timestamptz not null default now(),
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  primary key (chain_id, id),
  unique (chain_id, email)
);
alter table invitations enable row level security;
alter table invitations force row level security;
create policy chain_rows on invitations to meelespea_web using (chain_id = app_chain_id()) with check (chain_id = app_chain_id());
grant select, insert, update, delete on invitations to meelespea_web;
-- The token names its chain; whoever accepts takes the row away.
create policy auth_rows on invitations to meelespea_auth using (true);
grant select, delete on invitations to meelespea_auth;

-- Whoever is switched off, or gets other rights, is signed out in the same transaction. Of a session the chain sees only whose it is.
create policy chain_sees on sessions for select to meelespea_web
  using (exists (select from staff where staff.id = sessions.staff_id and staff.chain_id = app_chain_id()));
create policy chain_ends on sessions for delete to meelespea_web
  using (exists (select from staff where staff.id = sessions.staff_id and staff.chain_id = app_chain_id()));
grant select (id, staff_id), delete on sessions to meelespea_web;
