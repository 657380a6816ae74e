-- From where somebody acted: the address and the device of the request. Null for a job, and for a patient's own link, whose evidence is
-- kept with what they chose.
alter table audit_log add column address text check (length(address) <= 64);
alter table audit_log add column device text check (length(device) <= 300);

-- Written once, by nobody rewritten: the roles lack the right, and this stops the owner and the superuser as well.
revoke update, delete, truncate on audit_log from public, meelespea_web, meelespea_worker, meelespea_auth, meelespea_operator;
create function keep_audit_log() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is never rewritten' using errcode = 'insufficient_privilege';
end $$;
create trigger never_rewritten before update or delete or truncate on audit_log
  for each statement execute function keep_audit_log();

-- The moment is the database's, whatever the one who writes says.
create function stamp_audit_row() returns trigger language plpgsql as $$
begin
  new.at := now();
  return new;
end $$;
create trigger stamp_row before insert on audit_log for each row execute function stamp_audit_row();

-- Rows that wait for the minute's seal. Explicit, rather than a limit of time or transaction: a row that commits late is sealed late,
-- and a database that was restored elsewhere goes on where it was.
create table audit_to_seal (
  chain_id uuid not null,
  id uuid not null,
  primary key (chain_id, id)
);
insert into audit_to_seal select chain_id, id from audit_log;

create function queue_audit_rows() returns trigger language plpgsql as $$
begin
  insert into audit_to_seal select chain_id, id from written;
  return null;
end $$;
create trigger queue_for_seal after insert on audit_log referencing new table as written
  for each statement execute function queue_audit_rows();

-- One chain of seals for each chain of clinics, so that each can be shown its own whole. A seal covers the one before it, so none can be
-- changed without all that follow; the rows' own hashes tell which row it was.
create table audit_seals (
  chain_id uuid not null references chains,
  number bigint not null check (number > 0),
  row_ids uuid[] not null check (cardinality(row_ids) between 1 and 5000),
  row_hashes bytea[] not null check (cardinality(row_hashes) = cardinality(row_ids)),
  seal bytea not null check (length(seal) = 32),
  sealed_at timestamptz not null default now(),
  primary key (chain_id, number)
);
create trigger never_rewritten before update or delete or truncate on audit_seals
  for each statement execute function keep_audit_log();

-- What a row says, as one text of fixed order: jsonb writes its keys in one order, and the moment is in microseconds.
create function audit_row_hash(entry audit_log) returns bytea language sql stable set search_path = public, pg_temp as $$
  select sha256(convert_to(jsonb_build_array(entry.chain_id, entry.id, extract(epoch from entry.at)::text, entry.staff_id, entry.action,
    entry.entity_id, entry.before, entry.after, entry.address, entry.device)::text, 'UTF8'))
$$;

create function audit_seal(previous bytea, number bigint, row_ids uuid[], row_hashes bytea[]) returns bytea
  language sql immutable set search_path = public, pg_temp as $$
  select sha256(coalesce(previous, ''::bytea) || int8send(number) ||
    (select string_agg(uuid_send(id) || hash, ''::bytea order by place) from unnest(row_ids, row_hashes) with ordinality as rows (id, hash, place)))
$$;

-- When a chain's log was last gone through, and what was found. A place that does not fit names the seal, and the row where it is one.
create table audit_checks (
  chain_id uuid not null references chains,
  id uuid not null default uuid_v7(),
  checked_at timestamptz not null default now(),
  -- Everything up to this seal was looked at.
  through bigint not null check (through >= 0),
  sealed_until timestamptz,
  rows bigint not null check (rows >= 0),
  faults jsonb not null default '[]',
  primary key (chain_id, id)
);

do $$
declare
  name text;
begin
  foreach name in array array['audit_to_seal', 'audit_seals', 'audit_checks'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy worker_rows on %I to meelespea_worker using (true) with check (true)', name);
    execute format('grant select, insert on %I to meelespea_worker', name);
    execute format('create policy chain_reads on %I for select to meelespea_web using (chain_id = app_chain_id())', name);
    execute format('grant select on %I to meelespea_web', name);
  end loop;
end $$;
grant update, delete on audit_to_seal to meelespea_worker;
-- Whoever writes into the log queues what they wrote.
create policy chain_queues on audit_to_seal for insert to meelespea_web with check (chain_id = app_chain_id());
create policy queues on audit_to_seal for insert to meelespea_auth, meelespea_operator with check (true);
grant insert on audit_to_seal to meelespea_web, meelespea_auth, meelespea_operator;
create policy chain_checks on audit_checks for insert to meelespea_web with check (chain_id = app_chain_id());
grant insert on audit_checks to meelespea_web;

-- Of one person, of one kind: the page's filters.
create index audit_log_of_staff on audit_log (chain_id, staff_id, id) where staff_id is not null;
create index audit_log_of_action on audit_log (chain_id, action, id);
