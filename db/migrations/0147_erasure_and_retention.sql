-- Taking away what is no longer to be kept is the work of one role and nobody else's: it may blank what the portal and the worker may
-- only write once. Money, counts and statuses it cannot touch.
do $$
begin
  if not exists (select from pg_roles where rolname = 'meelespea_privacy') then
    begin
      create role meelespea_privacy nologin;
    exception when duplicate_object or unique_violation then
      null; -- another database of the same server is being migrated at this moment
    end;
  end if;
  execute format('grant meelespea_privacy to %I', current_user);
  grant usage on schema public to meelespea_privacy;
end $$;

-- A text that is no longer kept has no parameters at all; one whose wording has nothing to fill in has none to name: '{}'.
alter table deliveries alter column params drop not null;

alter table patients add column erased_at timestamptz;

-- Whose identity was taken away. The list is replayed after a restore (bin/erasures.ts) and each night; an import finds the code again by
-- its digest, since the code itself is an identity. Lifted where the person has registered anew.
create table erasures (
  chain_id uuid not null references chains,
  patient_id uuid not null,
  code_digest bytea not null check (length(code_digest) = 32),
  erased_at timestamptz not null default now(),
  erased_by uuid,
  lifted_at timestamptz,
  lifted_by uuid,
  primary key (chain_id, patient_id)
);
create index erasures_by_code on erasures (chain_id, code_digest) where lifted_at is null;
create function patient_code_digest(chain_id uuid, code text) returns bytea language sql immutable set search_path = public, pg_temp as
  $$ select sha256(uuid_send(chain_id) || convert_to(code, 'UTF8')) $$;

-- How long a chain keeps what; a chain without a row keeps it for as long as the defaults say.
create table retention (
  chain_id uuid primary key references chains,
  text_days integer not null default 90 check (text_days between 30 and 365),
  receipt_days integer not null default 30 check (receipt_days between 7 and 180),
  delivery_months integer not null default 24 check (delivery_months between 13 and 60),
  updated_at timestamptz not null default now()
);

-- How far the nightly work has come; what lies behind a place is done. A killed run goes on from there.
create table retention_progress (
  chain_id uuid not null references chains,
  step text not null check (step in ('texts', 'receipts', 'deliveries')),
  done_through uuid not null,
  updated_at timestamptz not null default now(),
  primary key (chain_id, step)
);

do $$
declare
  name text;
begin
  foreach name in array array['erasures', 'retention', 'retention_progress'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy chain_rows on %I to meelespea_web using (chain_id = app_chain_id()) with check (chain_id = app_chain_id())', name);
    execute format('create policy worker_reads on %I for select to meelespea_worker using (true)', name);
    execute format('create policy keeper on %I to meelespea_privacy using (true) with check (true)', name);
    execute format('grant select on %I to meelespea_web, meelespea_worker', name);
    execute format('grant select, insert, update on %I to meelespea_privacy', name);
  end loop;
end $$;
grant insert, update on retention to meelespea_web;
grant update (lifted_at, lifted_by) on erasures to meelespea_web;

do $$
declare
  name text;
begin
  foreach name in array array[
    'patients', 'appointments', 'deliveries', 'delivery_refs', 'delivery_doubts', 'receipts', 'receipts_to_apply', 'replies', 'reply_parts', 'sandbox_texts',
    'sandbox_replies', 'contact_links', 'visit_links', 'wrong_contacts', 'opt_outs', 'campaigns', 'compositions', 'wordings', 'imports', 'import_chunks',
    'import_refusals', 'import_patients', 'import_appointments', 'chains', 'clinics', 'staff', 'audit_log', 'audit_to_seal', 'consents'
  ] loop
    execute format('create policy keeper on %I to meelespea_privacy using (true) with check (true)', name);
    execute format('grant select on %I to meelespea_privacy', name);
  end loop;
end $$;
-- What it may blank, and what it may take away whole.
grant update (code, first_name, last_name, birth_date, gender, phone_typed, phone, phone_kind, phone_country, email, language, country,
  balance_micro, note, erased_at, updated_at) on patients to meelespea_privacy;
grant update (code, doctor, office) on appointments to meelespea_privacy;
grant update (params, address, once_per, patient_id) on deliveries to meelespea_privacy;
grant update (raw, detail) on receipts to meelespea_privacy;
grant update (sender, body, raw, patient_ids) on replies to meelespea_privacy;
grant update (subject, body) on compositions, wordings to meelespea_privacy;
grant delete on sandbox_texts, sandbox_replies, reply_parts, contact_links, visit_links, wrong_contacts, opt_outs, import_chunks, import_refusals,
  import_patients, import_appointments, delivery_refs, receipts, receipts_to_apply to meelespea_privacy;
grant insert on audit_log, audit_to_seal to meelespea_privacy;

-- Whole months that no chain keeps any more go as a whole. Whoever waits for the lock holds up all others, so not for long.
create function drop_delivery_partitions(before date) returns integer
  language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '2s' as $$
declare
  name text;
  dropped integer := 0;
begin
  for name in
    select inhrelid::regclass::text from pg_inherits where inhparent = 'deliveries'::regclass
      and inhrelid::regclass::text ~ '^deliveries_\d{4}_\d{2}$'
      and to_date(right(inhrelid::regclass::text, 7), 'YYYY_MM') < date_trunc('month', before)
      -- Never the months of one year, whatever somebody asks for.
      and to_date(right(inhrelid::regclass::text, 7), 'YYYY_MM') < now() - interval '13 months'
    order by 1
  loop
    execute format('drop table %I', name);
    dropped := dropped + 1;
  end loop;
  return dropped;
end $$;
revoke all on function drop_delivery_partitions(date) from public;
grant execute on function drop_delivery_partitions(date) to meelespea_privacy;
