-- The price of a batch's deliveries is captured from, or released to, this hold.
alter table batches add column hold_id uuid;
alter table batches add foreign key (chain_id, hold_id) references holds;
-- What the sweep looks through: batches somebody had in hand, and those called off.
create index batches_to_sweep on batches (status, id) where done_at is null and status in ('claimed', 'held', 'cancelled');

-- How many parts the text went out in, so that one is not taken for delivered while a part has no reference yet.
alter table delivery_refs add column parts smallint not null default 1 check (parts >= 1);

-- Ours, where the provider echoes it: it finds the text whose submit answer was lost.
alter table receipts add column client_ref text collate "C";

-- The sandbox's receipts to come: one is added with each text and removed when it is sent, so that the texts are never rewritten.
drop index sandbox_receipts_due;
alter table sandbox_texts drop column receipt_sent, set (fillfactor = 100);
create table sandbox_receipts (
  ref text collate "C" not null,
  client_ref text collate "C" not null,
  status text not null,
  detail text not null,
  due_at timestamptz not null
);
create index sandbox_receipts_due on sandbox_receipts (due_at);
alter table sandbox_receipts enable row level security;
alter table sandbox_receipts force row level security;
create policy worker_rows on sandbox_receipts to meelespea_worker using (true) with check (true);
grant select, insert, delete on sandbox_receipts to meelespea_worker;
-- for update skip locked needs it
grant update on sandbox_receipts to meelespea_worker;
