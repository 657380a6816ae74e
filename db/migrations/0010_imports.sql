-- A file of patients or of appointments on its way in: uploaded, checked (a dry run that changes nobody), applied.
create table imports (
  chain_id uuid not null references chains,
  id uuid not null default uuid_v7(),
  kind text not null check (kind in ('patients', 'appointments')),
  source text not null check (source in ('portal', 'script')),
  status text not null
    check (status in ('uploading', 'uploaded', 'checking', 'checked', 'applying', 'done', 'failed', 'cancelled')),
  file_name text not null check (length(file_name) between 1 and 255),
  bytes bigint not null default 0,
  sha256 text,
  encoding text check (encoding in ('utf-8', 'utf-16le', 'utf-16be', 'windows-1257')),
  delimiter text check (delimiter in (';', ',', E'\t')),
  header text[] not null default '{}',
  header_row integer not null default 1,
  -- Field → position in the header; what is not named here is not read.
  columns jsonb not null default '{}',
  -- Where the file has no column for it.
  clinic_id uuid,
  -- Appointments may be checked beside patients who stand only in another file.
  patients_import_id uuid,
  as_of date,
  -- Somebody wants it applied, not only checked.
  confirmed boolean not null default false,
  -- Rises with every claim: whoever holds an older one has lost the import to somebody else.
  epoch integer not null default 0,
  -- Both are committed with the rows they count, so that a killed run goes on where it was.
  rows_read integer not null default 0,
  bytes_read bigint not null default 0,
  rows_accepted integer not null default 0,
  rows_refused integer not null default 0,
  rows_to_apply integer not null default 0,
  applied_through text collate "C",
  rows_new integer not null default 0,
  rows_changed integer not null default 0,
  rows_unchanged integer not null default 0,
  figures jsonb,
  failure text,
  failure_params jsonb,
  staff_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (chain_id, id),
  foreign key (chain_id, clinic_id) references clinics
);

-- The file itself, in pieces: web and worker may be different machines. Gone when the import is done.
create table import_chunks (
  chain_id uuid not null,
  import_id uuid not null,
  position integer not null check (position >= 0),
  bytes bytea not null check (length(bytes) between 1 and 1048576),
  primary key (chain_id, import_id, position),
  foreign key (chain_id, import_id) references imports on delete cascade
);
alter table import_chunks alter column bytes set storage external;

-- What the check made of the rows, folded by code: exactly what will be applied. Unlogged, because it can be read again
-- from the file; a run that finds fewer rows than it counted begins anew.
create unlogged table import_patients (
  chain_id uuid not null,
  import_id uuid not null,
  code text collate "C" not null,
  row_number integer not null,
  first_name text not null,
  last_name text not null,
  birth_date date,
  gender text,
  phone_typed text,
  phone text collate "C",
  phone_kind text not null,
  phone_country text,
  email text collate "C",
  language text,
  country text,
  clinic_id uuid not null,
  balance_micro bigint not null,
  deceased boolean not null,
  note text,
  marketing_consent boolean,
  consent_wording text,
  primary key (chain_id, import_id, code)
);

create unlogged table import_appointments (
  chain_id uuid not null,
  import_id uuid not null,
  code text collate "C" not null,
  row_number integer not null,
  patient_code text collate "C" not null,
  clinic_id uuid not null,
  starts_at timestamptz not null,
  duration_minutes integer not null,
  doctor text,
  office text,
  status text not null,
  primary key (chain_id, import_id, code)
);

create table import_refusals (
  chain_id uuid not null,
  import_id uuid not null,
  row_number integer not null,
  reasons text[] not null check (cardinality(reasons) > 0),
  cells text[] not null,
  primary key (chain_id, import_id, row_number),
  foreign key (chain_id, import_id) references imports on delete cascade
);

do $$
declare
  name text;
begin
  foreach name in array array['imports', 'import_chunks', 'import_patients', 'import_appointments', 'import_refusals'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy chain_rows on %I to meelespea_web using (chain_id = app_chain_id()) with check (chain_id = app_chain_id())', name);
    execute format('create policy worker_rows on %I to meelespea_worker using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to meelespea_web, meelespea_worker', name);
  end loop;
end $$;
