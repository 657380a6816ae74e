create table patients (
  chain_id uuid not null references chains,
  id uuid not null default uuid_v7(),
  code text collate "C" not null check (length(code) between 1 and 64),
  first_name text not null default '' check (length(first_name) <= 120),
  last_name text not null default '' check (length(last_name) <= 120),
  -- Found by the beginning of either name: a range over a C-collated key keeps its index under row-level security.
  last_first text collate "C" not null generated always as (lower((last_name || ' ' || first_name) collate "und-x-icu")) stored,
  first_last text collate "C" not null generated always as (lower((first_name || ' ' || last_name) collate "und-x-icu")) stored,
  birth_date date,
  gender text check (gender in ('female', 'male')),
  -- As typed, so that a person can mend it; `phone` is E.164 and set for every number that exists.
  phone_typed text,
  phone text collate "C",
  phone_kind text not null default 'none' check (phone_kind in ('mobile', 'landline', 'invalid', 'none')),
  phone_country text check (phone_country ~ '^[A-Z0-9]{2,3}$'),
  -- Lower case: it is also the key of opt-outs.
  email text collate "C",
  language text check (language ~ '^[a-z]{2,3}$'),
  country text check (country ~ '^[A-Z]{2}$'),
  clinic_id uuid not null,
  -- The patient's account at the clinic; negative is a debt.
  balance_micro bigint not null default 0,
  deceased boolean not null default false,
  note text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (chain_id, id),
  unique (chain_id, code),
  foreign key (chain_id, clinic_id) references clinics,
  check ((phone_kind in ('mobile', 'landline')) = (phone is not null))
);
create index patients_by_last_name on patients (chain_id, last_first, id);
create index patients_by_first_name on patients (chain_id, first_last, id);
create index patients_by_phone on patients (chain_id, phone) where phone is not null;
create index patients_by_email on patients (chain_id, email) where email is not null;

create table appointments (
  chain_id uuid not null references chains,
  id uuid not null default uuid_v7(),
  code text collate "C" not null check (length(code) between 1 and 64),
  patient_id uuid not null,
  clinic_id uuid not null,
  starts_at timestamptz not null,
  duration_minutes integer not null default 30 check (duration_minutes between 1 and 1440),
  doctor text,
  office text,
  status text not null
    check (status in ('scheduled', 'confirmed', 'out_of_reach', 'arrived', 'completed', 'no_show', 'cancelled')),
  -- Rises with time, clinic or patient; never with status, doctor or office.
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (chain_id, id),
  unique (chain_id, code),
  foreign key (chain_id, patient_id) references patients,
  foreign key (chain_id, clinic_id) references clinics
);
create index appointments_of_patient on appointments (chain_id, patient_id, starts_at);
create index appointments_by_time on appointments (chain_id, starts_at);

-- One row per consent given; the one in force is the row not withdrawn. Rows stay as evidence (ESS § 103¹ (5): burden of proof).
create table consents (
  chain_id uuid not null references chains,
  id uuid not null default uuid_v7(),
  patient_id uuid not null,
  purpose text not null check (purpose in ('marketing', 'recall', 'greeting', 'service', 'debt')),
  channel text not null check (channel in ('any', 'sms', 'email')),
  source text not null check (source in ('import', 'staff', 'patient', 'seed')),
  wording text,
  language text,
  policy_version text,
  recorded_by uuid,
  given_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  withdrawn_source text,
  primary key (chain_id, id),
  foreign key (chain_id, patient_id) references patients
);
create unique index consents_in_force on consents (chain_id, patient_id, purpose, channel) where withdrawn_at is null;
create index consents_of_patient on consents (chain_id, patient_id);

-- A patient's no belongs to the number or address, so that it covers everybody reached there.
create table opt_outs (
  chain_id uuid not null references chains,
  id uuid not null default uuid_v7(),
  channel text not null check (channel in ('sms', 'email')),
  address text collate "C" not null,
  -- `all` closes the channel, service texts included.
  purpose text not null check (purpose in ('marketing', 'recall', 'greeting', 'service', 'debt', 'all')),
  source text not null check (source in ('link', 'one_click', 'reply', 'staff', 'import')),
  wording text,
  language text,
  recorded_by uuid,
  opted_out_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  withdrawn_source text,
  primary key (chain_id, id)
);
create unique index opt_outs_in_force on opt_outs (chain_id, channel, address, purpose) where withdrawn_at is null;

-- The code at the end of an offer. One per number or address: it says who refuses, whatever text they got it in.
create table contact_links (
  code text collate "C" primary key default link_code(),
  chain_id uuid not null references chains,
  channel text not null check (channel in ('sms', 'email')),
  address text collate "C" not null,
  language text,
  created_at timestamptz not null default now(),
  unique (chain_id, channel, address)
);
