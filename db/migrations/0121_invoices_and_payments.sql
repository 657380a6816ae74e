-- Value added tax by the location of the seller, from a day on.
create table vat_rates (
  location text not null check (location ~ '^[A-Z]{2}$'),
  -- 2400 is 24 %.
  basis_points integer not null check (basis_points between 0 and 10000),
  valid_from date not null,
  primary key (location, valid_from)
);
insert into vat_rates (location, basis_points, valid_from) values ('EE', 2200, '2024-01-01'), ('EE', 2400, '2025-07-01');

-- Who issues the invoices and to which account they are paid: one row, set by the operator. Until it is there, no invoice is made.
create table seller (
  only_one boolean primary key default true check (only_one),
  name text not null check (length(name) between 1 and 120),
  registry_code text not null check (length(registry_code) between 1 and 20),
  vat_number text check (length(vat_number) between 4 and 20),
  address text not null check (length(address) between 1 and 200),
  iban text not null check (iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}$'),
  bank text not null check (length(bank) between 1 and 80),
  email text not null check (length(email) between 3 and 120),
  changed_at timestamptz not null default now()
);

-- A chain's reference number is this with its 7-3-1 check digit at the end.
create sequence chain_references start 10001;
alter table chains add column reference_base bigint not null default nextval('chain_references') unique check (reference_base > 0);

create sequence invoice_numbers start 1;
create table invoices (
  chain_id uuid not null references chains,
  id uuid not null default uuid_v7(),
  -- Given once and never again; a number that is missing in the row of numbers is one whose transaction failed.
  number bigint not null default nextval('invoice_numbers') unique,
  reference text not null check (reference ~ '^[0-9]{2,20}$'),
  buyer text not null,
  -- The seller as it was then, for the paper to stay what it was.
  seller jsonb not null,
  locale text not null check (locale in ('et', 'en', 'ru')),
  net_micro bigint not null check (net_micro > 0),
  vat_basis_points integer not null check (vat_basis_points between 0 and 10000),
  vat_micro bigint not null check (vat_micro >= 0),
  gross_micro bigint not null check (gross_micro = net_micro + vat_micro),
  paid_micro bigint not null default 0 check (paid_micro >= 0),
  credited_micro bigint not null default 0 check (credited_micro >= 0),
  issued_on date not null,
  due_on date not null check (due_on >= issued_on),
  issued_by uuid,
  primary key (chain_id, id)
);
create index invoices_to_pay on invoices (chain_id, id) where paid_micro < gross_micro;

create table bank_statements (
  id uuid primary key default uuid_v7(),
  iban text not null,
  statement_ref text not null check (length(statement_ref) between 1 and 100),
  file_name text not null check (length(file_name) <= 200),
  entries integer not null default 0,
  booked integer not null default 0,
  to_assign integer not null default 0,
  skipped integer not null default 0,
  repeated integer not null default 0,
  imported_by uuid not null,
  imported_at timestamptz not null default now()
);

-- What a statement told of one movement of the account. The same entry of the same account is here once, however often it is imported.
create table bank_entries (
  id uuid primary key default uuid_v7(),
  statement_id uuid not null references bank_statements,
  iban text not null,
  entry_ref text not null check (length(entry_ref) between 1 and 140),
  booked_on date not null,
  amount_micro bigint not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  payer text not null default '' check (length(payer) <= 140),
  remittance text not null default '' check (length(remittance) <= 500),
  reference text check (length(reference) <= 35),
  status text not null check (status in ('booked', 'to_assign', 'set_aside')),
  -- Why it was not booked by itself.
  reason text check (reason in ('debit', 'currency', 'no_reference', 'unknown_reference', 'returned', 'by_hand')),
  chain_id uuid references chains,
  unique (iban, entry_ref),
  check ((status = 'booked') = (chain_id is not null))
);
create index bank_entries_to_assign on bank_entries (id) where status = 'to_assign';

-- Money that came in, or that one operator says came in until another says so too. A payment credits its net part.
create table payments (
  chain_id uuid not null references chains,
  id uuid not null default uuid_v7(),
  source text not null check (source in ('bank', 'hand', 'correction')),
  status text not null check (status in ('waiting', 'booked', 'refused', 'reversed')),
  gross_micro bigint not null check (gross_micro > 0 or source = 'correction'),
  net_micro bigint not null,
  vat_basis_points integer not null check (vat_basis_points between 0 and 10000),
  invoice_id uuid,
  bank_entry_id uuid unique references bank_entries,
  paid_on date not null,
  note text not null default '' check (length(note) <= 300),
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  decided_by uuid,
  decided_at timestamptz,
  primary key (chain_id, id),
  foreign key (chain_id, invoice_id) references invoices,
  check (source <> 'bank' or bank_entry_id is not null),
  -- What is booked by hand needs two people.
  check (source = 'bank' or status in ('waiting', 'reversed') or decided_by is not null),
  check (source = 'bank' or status <> 'booked' or decided_by <> entered_by)
);
create index payments_waiting on payments (id) where status = 'waiting';
create index payments_by_time on payments (id desc);
alter table ledger_entries add column payment_id uuid;

do $$
declare
  name text;
begin
  foreach name in array array['invoices', 'payments'] loop
    execute format('create policy chain_rows on %I to meelespea_web using (chain_id = app_chain_id()) with check (chain_id = app_chain_id())', name);
  end loop;
  foreach name in array array['invoices', 'payments', 'bank_statements', 'bank_entries'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy operator_rows on %I to meelespea_operator using (true) with check (true)', name);
    execute format('create policy worker_rows on %I to meelespea_worker using (true) with check (true)', name);
    execute format('grant select, insert, update on %I to meelespea_operator', name);
    execute format('grant select on %I to meelespea_worker', name);
  end loop;
end $$;
grant select, insert on invoices to meelespea_web;
grant select on payments to meelespea_web;
grant select on vat_rates, seller to meelespea_web, meelespea_worker, meelespea_operator;
grant insert, update on seller to meelespea_operator;
grant usage on sequence invoice_numbers to meelespea_web;
grant usage on sequence chain_references to meelespea_worker;
grant select (reference_base) on chains to meelespea_operator;

-- Tariffs are followed, never edited: what was in force stays what it was.
create trigger never_rewritten before update or delete or truncate on tariffs for each statement execute function refuse_rewriting();
alter table tariffs add column set_by uuid;
alter table tariffs add column set_at timestamptz not null default now();
grant insert on tariffs to meelespea_operator;

-- The operator books what was paid: accounts and entries, with a line in the chain's own audit log.
create policy operator_books on accounts to meelespea_operator using (true) with check (true);
grant insert, update on accounts to meelespea_operator;
create policy operator_books on ledger_entries to meelespea_operator using (true) with check (true);
grant select, insert on ledger_entries to meelespea_operator;
create policy operator_notes on audit_log for insert to meelespea_operator with check (true);
grant insert on audit_log to meelespea_operator;
create policy operator_reads on staff for select to meelespea_operator using (role = 'operator');
grant select (id, name, role, chain_id) on staff to meelespea_operator;
