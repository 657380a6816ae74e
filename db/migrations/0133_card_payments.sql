-- Paying an invoice by card. A checkout is what a person began; an event is what the card service told of it, each once.
create table card_checkouts (
  chain_id uuid not null references chains,
  -- Also the key under which the card service makes one session of it, however often it is asked.
  id uuid not null unique default uuid_v7(),
  invoice_id uuid not null,
  amount_micro bigint not null check (amount_micro > 0),
  status text not null default 'open' check (status in ('open', 'paid', 'expired')),
  -- What the card service calls it and where the card is asked for; null until it has answered.
  session_ref text unique check (length(session_ref) <= 200),
  url text check (length(url) <= 2000),
  begun_by uuid not null,
  begun_at timestamptz not null default now(),
  paid_at timestamptz,
  primary key (chain_id, id),
  foreign key (chain_id, invoice_id) references invoices,
  check ((status = 'paid') = (paid_at is not null))
);
-- Two clicks are one checkout.
create unique index card_checkouts_open on card_checkouts (chain_id, invoice_id, amount_micro) where status = 'open';

create table card_events (
  id text primary key check (length(id) between 1 and 200),
  kind text not null check (length(kind) <= 100),
  checkout_id uuid references card_checkouts (id),
  amount_micro bigint,
  currency text check (currency ~ '^[A-Z]{3}$'),
  outcome text not null check (outcome in ('booked', 'nothing', 'to_look')),
  -- Why a person has to look at it.
  reason text check (reason in ('unknown_checkout', 'wrong_amount', 'wrong_currency', 'paid_twice', 'refunded', 'disputed')),
  received_at timestamptz not null default now(),
  settled_by uuid,
  settled_at timestamptz,
  check (outcome <> 'to_look' or reason is not null),
  check ((settled_by is null) = (settled_at is null))
);
create index card_events_to_look on card_events (received_at) where reason is not null and settled_at is null;

alter table payments add column checkout_id uuid unique references card_checkouts (id);
alter table payments drop constraint payments_source_check;
alter table payments add constraint payments_source_check check (source in ('bank', 'card', 'hand', 'correction'));
alter table payments add constraint payments_of_cards check ((source = 'card') = (checkout_id is not null));
-- What a bank or a card service tells needs no second person.
do $$
declare
  one record;
begin
  for one in select conname from pg_constraint where conrelid = 'payments'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%decided_by%' loop
    execute format('alter table payments drop constraint %I', one.conname);
  end loop;
end $$;
alter table payments add constraint payments_by_two_people
  check (source in ('bank', 'card') or status in ('waiting', 'reversed') or decided_by is not null);
alter table payments add constraint payments_by_different_people
  check (source in ('bank', 'card') or status <> 'booked' or decided_by <> entered_by);

do $$
declare
  name text;
begin
  foreach name in array array['card_checkouts', 'card_events'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy operator_rows on %I to meelespea_operator using (true) with check (true)', name);
    execute format('grant select, insert, update on %I to meelespea_operator', name);
  end loop;
end $$;
create policy chain_rows on card_checkouts to meelespea_web using (chain_id = app_chain_id()) with check (chain_id = app_chain_id());
grant select, insert, update on card_checkouts to meelespea_web;
