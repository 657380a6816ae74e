-- Second steps, passkeys, recovery codes and one-use tokens of sign-in. Sessions are kept by the hash of their token from now on, so
-- whoever reads the database cannot sign in with it; those made before end here.
delete from sessions;
alter table sessions add column method text not null default 'password' check (method in ('password', 'totp', 'recovery', 'passkey'));
drop table verifications;

alter table staff add column last_sign_in_at timestamptz;

-- The secret of an authenticator app, sealed with SECRET. It counts once a code from it was typed.
create table totp_secrets (
  staff_id uuid primary key references staff on delete cascade,
  sealed_secret text not null,
  confirmed_at timestamptz,
  -- The last half-minute whose code was used: none is taken twice.
  last_step bigint not null default 0,
  created_at timestamptz not null default now()
);

create table recovery_codes (
  staff_id uuid not null references staff on delete cascade,
  code_hash text not null,
  used_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (staff_id, code_hash)
);

create table passkeys (
  id uuid primary key default uuid_v7(),
  staff_id uuid not null references staff on delete cascade,
  credential_id text not null unique,
  public_key text not null,
  counter bigint not null default 0,
  transports text[] not null default '{}',
  name text not null check (length(name) between 1 and 60),
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index passkeys_of_staff on passkeys (staff_id);

-- What is good for one use and a while: the second step of a sign-in, the challenge of a passkey, a forgotten password (asked for, and
-- its link). Whoever takes a row away has used it. Only the hash of what was given out is here.
create table one_time_tokens (
  hash text primary key,
  kind text not null check (kind in ('second_step', 'passkey_sign_in', 'passkey_new', 'reset_asked', 'reset')),
  staff_id uuid references staff on delete cascade,
  data jsonb not null default '{}',
  expires_at timestamptz not null,
  created_at timestamptz not null default now()
);
create index one_time_tokens_of_staff on one_time_tokens (staff_id, kind);
create index one_time_tokens_by_end on one_time_tokens (expires_at);
create index one_time_tokens_by_kind on one_time_tokens (kind, created_at);

do $$
declare
  name text;
begin
  foreach name in array array['totp_secrets', 'recovery_codes', 'passkeys', 'one_time_tokens'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy auth_rows on %I to meelespea_auth using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to meelespea_auth', name);
  end loop;
end $$;

-- The worker writes the letters about forgotten passwords.
create policy worker_rows on one_time_tokens to meelespea_worker using (true) with check (true);
grant select, insert, delete on one_time_tokens to meelespea_worker;

-- Signing in and out, and changes of how somebody signs in, stand in the chain's log like everything else.
create policy auth_notes on audit_log for insert to meelespea_auth with check (true);
grant insert on audit_log to meelespea_auth;
