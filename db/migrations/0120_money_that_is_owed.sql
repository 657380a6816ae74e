-- A payment can be taken back after it was spent: what is then missing is owed, and until it is paid nothing more is sent.
-- The account stays balanced: free + held + spent = paid in + owed, and whoever owes has nothing free.
alter table accounts add column owed_micro bigint not null default 0 check (owed_micro >= 0);
alter table accounts drop constraint accounts_check;
alter table accounts add constraint accounts_balance check (available_micro + held_micro + spent_micro = topped_up_micro + owed_micro);
alter table accounts add constraint accounts_owed_or_free check (owed_micro = 0 or available_micro = 0);

-- A reversal takes a payment back; a correction (the only kind that may be negative) mends what was booked wrongly. Nothing is edited.
alter table ledger_entries drop constraint ledger_entries_kind_check;
alter table ledger_entries add constraint ledger_entries_kind_check
  check (kind in ('top_up', 'hold', 'capture', 'release', 'reversal', 'correction'));
alter table ledger_entries drop constraint ledger_entries_amount_micro_check;
alter table ledger_entries add constraint ledger_entries_amount_micro_check check (amount_micro >= 0 or kind = 'correction');
alter table ledger_entries add constraint ledger_entries_of_holds
  check ((kind in ('hold', 'capture', 'release')) = (hold_id is not null));

-- The few entries that are money in or out, for the history of replenishments: captures are thousands beside them.
create index ledger_entries_of_payments on ledger_entries (chain_id, id) where kind in ('top_up', 'reversal', 'correction');
create index ledger_entries_of_hold on ledger_entries (chain_id, hold_id) include (kind, amount_micro) where hold_id is not null;

-- Roles lack the right already; this stops the owner and the superuser as well.
create function refuse_rewriting() returns trigger language plpgsql as $$
begin
  raise exception 'what is in % is never rewritten: book a correction', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger never_rewritten before update or delete or truncate on ledger_entries
  for each statement execute function refuse_rewriting();

-- What the nightly proof found: one row a night, and one for each sum that does not fit.
create table ledger_proofs (
  id uuid primary key default uuid_v7(),
  began_at timestamptz not null default now(),
  took_ms integer not null check (took_ms >= 0),
  chains integer not null check (chains >= 0),
  differences integer not null check (differences >= 0)
);
create table ledger_differences (
  proof_id uuid not null references ledger_proofs on delete cascade,
  chain_id uuid not null references chains,
  sum text not null check (sum in ('paid_in', 'held_by_entries', 'spent_by_entries', 'free', 'held_by_holds', 'hold', 'campaign_held', 'campaign_spent',
    'texts_spent')),
  -- The hold or the campaign that it is about; null for a chain's sums.
  about_id uuid,
  expected_micro bigint not null,
  found_micro bigint not null
);
create index ledger_differences_of_proof on ledger_differences (proof_id, chain_id);
do $$
declare
  name text;
begin
  foreach name in array array['ledger_proofs', 'ledger_differences'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy worker_rows on %I to meelespea_worker using (true) with check (true)', name);
    execute format('create policy operator_reads on %I for select to meelespea_operator using (true)', name);
    execute format('grant select, insert on %I to meelespea_worker', name);
    execute format('grant select on %I to meelespea_operator', name);
  end loop;
end $$;

-- The operator's desk: counts and money of chains, nothing of patients.
create policy operator_reads on chains for select to meelespea_operator using (true);
grant select (id, name, location, zone, activated_at, created_at) on chains to meelespea_operator;
create policy operator_reads on accounts for select to meelespea_operator using (true);
grant select on accounts to meelespea_operator;
grant select on tariffs to meelespea_operator;
