-- What patients write back. Its chain is that of the number's latest text; nobody's while no chain knows the number.
create table replies (
  id uuid not null default uuid_v7() primary key,
  chain_id uuid references chains,
  provider text not null,
  -- The provider's own name for it: what comes twice is stored once.
  provider_id text collate "C" not null,
  -- E.164 where it is a number that exists.
  sender text collate "C" not null check (length(sender) <= 64),
  recipient text not null check (length(recipient) <= 64),
  body text not null check (length(body) <= 4000),
  -- As it was understood; null is for a person to read.
  meaning text check (meaning in ('opt_out', 'yes', 'no')),
  -- Everybody whose number it was at that moment, and their clinics.
  patient_ids uuid[] not null default '{}',
  clinic_ids uuid[] not null default '{}',
  -- The text it answers: the latest that went to the number.
  delivery_month date,
  delivery_id uuid,
  raw text,
  received_at timestamptz not null,
  stored_at timestamptz not null default now(),
  -- Null while somebody has to look at it; one that was acted on by itself has no person.
  handled_at timestamptz,
  handled_by uuid,
  unique (provider, provider_id),
  check ((delivery_id is null) = (delivery_month is null)),
  check (handled_by is null or handled_at is not null)
);
create index replies_of_chain on replies (chain_id, id);
create index replies_to_read on replies (chain_id, id) where handled_at is null;

alter table replies enable row level security;
alter table replies force row level security;
create policy chain_rows on replies to meelespea_web using (chain_id = app_chain_id()) with check (chain_id = app_chain_id());
create policy worker_rows on replies to meelespea_worker using (true) with check (true);
-- What was written is never rewritten; the portal marks it as handled.
grant select, update (handled_at, handled_by) on replies to meelespea_web;
grant select, insert on replies to meelespea_worker;

-- Parts of longer texts, which come in any order and to any worker, until the text is whole.
create table reply_parts (
  provider text not null,
  provider_id text collate "C" not null,
  sender text collate "C" not null,
  recipient text not null,
  reference integer not null,
  total smallint not null check (total > 1),
  number smallint not null check (number between 1 and total),
  body text not null,
  received_at timestamptz not null,
  stored_at timestamptz not null default now(),
  -- Kept for a while after the text is whole, so that a part which comes again is known.
  gathered boolean not null default false,
  primary key (provider, provider_id)
);
create index reply_parts_to_gather on reply_parts (provider, sender, recipient, reference, total) where not gathered;
alter table reply_parts enable row level security;
alter table reply_parts force row level security;
create policy worker_rows on reply_parts to meelespea_worker using (true) with check (true);
grant select, insert, update, delete on reply_parts to meelespea_worker;
