create table chains (
  id uuid primary key default uuid_v7(),
  name text not null unique check (length(name) between 1 and 120),
  sender_name text not null check (length(sender_name) between 3 and 11),
  location text not null default 'EE' check (location ~ '^[A-Z]{2}$'),
  zone text not null default 'Europe/Tallinn',
  languages text[] not null default array['et', 'ru', 'en'] check (cardinality(languages) between 1 and 20),
  default_language text not null default 'et',
  activated_at timestamptz,
  created_at timestamptz not null default now()
);

create table clinics (
  chain_id uuid not null references chains,
  id uuid not null default uuid_v7(),
  name text not null check (length(name) between 1 and 120),
  phone text,
  zone text not null default 'Europe/Tallinn',
  opens_at time not null default '09:00',
  closes_at time not null default '20:00',
  default_language text not null default 'et',
  created_at timestamptz not null default now(),
  primary key (chain_id, id),
  unique (chain_id, name),
  check (opens_at < closes_at)
);

-- Sign-in keeps its records here (better-auth's user, session, account and verification under our names).
create table staff (
  id uuid primary key default uuid_v7(),
  chain_id uuid references chains,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  role text not null check (role in ('chain_manager', 'clinic_manager', 'receptionist', 'viewer', 'operator')),
  active boolean not null default true,
  locale text not null default 'et' check (locale in ('et', 'en', 'ru')),
  phone text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((role = 'operator') = (chain_id is null))
);
create index staff_of_chain on staff (chain_id, name);

create table staff_clinics (
  chain_id uuid not null,
  staff_id uuid not null references staff on delete cascade,
  clinic_id uuid not null,
  primary key (chain_id, staff_id, clinic_id),
  foreign key (chain_id, clinic_id) references clinics
);

create table sessions (
  id uuid primary key default uuid_v7(),
  staff_id uuid not null references staff on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sessions_of_staff on sessions (staff_id);

create table auth_accounts (
  id uuid primary key default uuid_v7(),
  staff_id uuid not null references staff on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index auth_accounts_of_staff on auth_accounts (staff_id);

create table verifications (
  id uuid primary key default uuid_v7(),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verifications_by_identifier on verifications (identifier);

-- Counted per account and per address; rows of rate-limiter-flexible.
create table sign_in_attempts (
  key text primary key,
  points integer not null default 0,
  expire bigint
);

create table audit_log (
  chain_id uuid not null references chains,
  id uuid not null default uuid_v7(),
  at timestamptz not null default now(),
  staff_id uuid,
  action text not null,
  entity_id uuid,
  before jsonb,
  after jsonb,
  primary key (chain_id, id)
);
