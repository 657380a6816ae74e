-- The timeline of a delivery shows its receipts. A receipt has no chain of its own: it is as visible as the reference it reports on.
alter table receipts enable row level security;
alter table receipts force row level security;
create policy worker_rows on receipts to meelespea_worker using (true) with check (true);
create policy of_own_deliveries on receipts for select to meelespea_web using (
  exists (select from delivery_refs where delivery_refs.provider = receipts.provider and delivery_refs.ref = receipts.ref)
);
grant select on receipts to meelespea_web;
alter table receipts_to_apply enable row level security;
alter table receipts_to_apply force row level security;
create policy worker_rows on receipts_to_apply to meelespea_worker using (true) with check (true);
