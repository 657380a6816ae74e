-- Price of one segment (SMS) or one text (e-mail) to a country of the number, from a date, for chains of a location.
create table tariffs (
  id uuid primary key default uuid_v7(),
  location text not null check (location ~ '^[A-Z]{2}$'),
  channel text not null check (channel in ('sms', 'email')),
  country text not null check (country ~ '^([A-Z0-9]{2,3}|\*)$'),
  price_micro bigint not null check (price_micro >= 0),
  valid_from timestamptz not null,
  unique (location, channel, country, valid_from)
);

-- Free, held and spent add up to what was ever paid in, whatever happens; the checks hold it, not the code.
create table accounts (
  chain_id uuid primary key references chains,
  available_micro bigint not null default 0 check (available_micro >= 0),
  held_micro bigint not null default 0 check (held_micro >= 0),
  spent_micro bigint not null default 0 check (spent_micro >= 0),
  topped_up_micro bigint not null default 0 check (topped_up_micro >= 0),
  updated_at timestamptz not null default now(),
  check (available_micro + held_micro + spent_micro = topped_up_micro)
);

create table holds (
  chain_id uuid not null references chains,
  id uuid not null default uuid_v7(),
  campaign_id uuid,
  held_micro bigint not null check (held_micro >= 0),
  captured_micro bigint not null default 0 check (captured_micro >= 0),
  released_micro bigint not null default 0 check (released_micro >= 0),
  created_at timestamptz not null default now(),
  primary key (chain_id, id),
  check (captured_micro + released_micro <= held_micro)
);
create index holds_of_campaign on holds (chain_id, campaign_id);

create table ledger_entries (
  chain_id uuid not null references chains,
  id uuid not null default uuid_v7(),
  kind text not null check (kind in ('top_up', 'hold', 'capture', 'release')),
  amount_micro bigint not null check (amount_micro >= 0),
  hold_id uuid,
  campaign_id uuid,
  -- What makes booking safe to repeat: the same fact has the same key.
  fact_key text not null,
  note text,
  staff_id uuid,
  at timestamptz not null default now(),
  primary key (chain_id, id),
  unique (chain_id, fact_key),
  foreign key (chain_id, hold_id) references holds
);
