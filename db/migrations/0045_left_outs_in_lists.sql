-- Half of an audience may be left out, and a row and two index entries for each person cost as much as the texts of the others.
-- They are written in order and read in order, so a row takes a hundred of them: small enough to stay on its page.
create table left_out_lists (
  chain_id uuid not null,
  campaign_id uuid not null,
  -- Ascending, as are lists of a campaign: none begins before another has ended, save where the run went back for a few.
  patient_ids uuid[] not null,
  reasons text[] not null check (cardinality(reasons) = cardinality(patient_ids)),
  last_id uuid not null,
  primary key (chain_id, campaign_id, last_id)
);

insert into left_out_lists (chain_id, campaign_id, patient_ids, reasons, last_id)
select chain_id, campaign_id, array_agg(patient_id order by patient_id), array_agg(reason order by patient_id),
  (array_agg(patient_id order by patient_id desc))[1]
from (
  select chain_id, campaign_id, patient_id, reason,
    (row_number() over (partition by chain_id, campaign_id order by patient_id) - 1) / 100 as list
  from campaign_left_outs
) as numbered
group by chain_id, campaign_id, list;

drop table campaign_left_outs;

alter table left_out_lists enable row level security;
alter table left_out_lists force row level security;
create policy chain_rows on left_out_lists to meelespea_web using (chain_id = app_chain_id()) with check (chain_id = app_chain_id());
create policy worker_rows on left_out_lists to meelespea_worker using (true) with check (true);
grant select, insert, delete on left_out_lists to meelespea_web, meelespea_worker;
