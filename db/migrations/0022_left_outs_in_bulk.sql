-- Written by the hundred thousand, and only by the run that holds its campaign's lock: a look-up of the campaign for each row
-- costs as much as the row.
alter table campaign_left_outs drop constraint campaign_left_outs_chain_id_campaign_id_fkey;
