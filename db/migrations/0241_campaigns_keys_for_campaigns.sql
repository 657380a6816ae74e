-- What makes a text of a campaign unique has entries for texts of campaigns alone. A reminder, a greeting or a private message has no
-- campaign, so that neither key ever held anything about it; yet its insert, and each of its updates that left its page, wrote both.
alter table deliveries
  drop constraint deliveries_chain_id_month_campaign_id_patient_id_channel_at_key,
  drop constraint deliveries_chain_id_month_campaign_id_once_per_channel_atte_key;
create unique index deliveries_once_a_patient on deliveries (chain_id, month, campaign_id, patient_id, channel, attempt)
  where campaign_id is not null;
create unique index deliveries_once_a_number on deliveries (chain_id, month, campaign_id, once_per, channel, attempt)
  where once_per is not null;
