-- What a person makes of a text nobody can tell about: sent again (another delivery, this one's price stays held until its time is
-- over), or written off (its price is free again).
alter table deliveries drop constraint deliveries_status_check;
alter table deliveries add constraint deliveries_status_check check (status in ('planned', 'submitting', 'unknown', 'resent',
  'accepted', 'undelivered', 'expired', 'delivered', 'rejected', 'cancelled', 'suppressed', 'expired_unsent', 'written_off'));
alter table deliveries add constraint written_off_costs_nothing check (status <> 'written_off' or price_micro = 0);

-- The first attempt is the only one, unless a person sends a text again. It is part of what makes a text unique: the run can write a
-- patient, or a number, down once, and each attempt can be followed by one other and no more.
alter table deliveries
  add column attempt smallint not null default 1 check (attempt >= 1),
  add column resend_of uuid,
  add constraint later_attempts_follow_one check ((attempt = 1) = (resend_of is null)),
  drop constraint deliveries_chain_id_month_campaign_id_patient_id_channel_key,
  drop constraint deliveries_chain_id_month_campaign_id_once_per_channel_key,
  add unique (chain_id, month, campaign_id, patient_id, channel, attempt),
  add unique (chain_id, month, campaign_id, once_per, channel, attempt);

-- One row for each text that ever was in doubt: why, what was asked of its provider since, and who or what decided it.
create table delivery_doubts (
  chain_id uuid not null,
  delivery_id uuid not null,
  month date not null,
  campaign_id uuid,
  clinic_id uuid,
  channel text not null check (channel in ('sms', 'email')),
  provider text,
  -- The provider's words, or the engine's own; lib/core/doubt.ts reads the cause from them.
  detail text,
  -- When the provider got it, where the worker lived to say so.
  handed_at timestamptz,
  since timestamptz not null default now(),
  look_ups smallint not null default 0,
  -- Null when there is nothing to ask, or nothing more.
  next_look_up_at timestamptz default now() + interval '1 minute',
  looked_up_at timestamptz,
  decided_at timestamptz,
  decision text check (decision in ('receipt', 'look_up', 'resend', 'mark_delivered', 'write_off')),
  decided_by uuid,
  resend_id uuid,
  -- When a text that was sent again is given up by itself.
  give_up_at timestamptz,
  primary key (chain_id, delivery_id),
  check ((decided_at is null) = (decision is null)),
  -- An attempt is followed by one other: the second of two people finds it here.
  check ((decision is not distinct from 'resend') = (resend_id is not null))
) with (fillfactor = 80);
-- The list of what is undecided, newest first; it stays as short as the list is.
create index doubts_undecided on delivery_doubts (chain_id, since, delivery_id) where decided_at is null;
create index doubts_undecided_of_campaign on delivery_doubts (chain_id, campaign_id, since, delivery_id) where decided_at is null;
create index doubts_to_look_up on delivery_doubts (next_look_up_at) where next_look_up_at is not null;
create index doubts_to_give_up on delivery_doubts (give_up_at) where give_up_at is not null;

alter table delivery_doubts enable row level security;
alter table delivery_doubts force row level security;
create policy chain_rows on delivery_doubts to meelespea_web using (chain_id = app_chain_id()) with check (chain_id = app_chain_id());
create policy worker_rows on delivery_doubts to meelespea_worker using (true) with check (true);
grant select, insert, update on delivery_doubts to meelespea_web, meelespea_worker;

insert into delivery_doubts (chain_id, delivery_id, month, campaign_id, clinic_id, channel, provider, detail, since)
select d.chain_id, d.id, d.month, d.campaign_id, d.clinic_id, d.channel, d.provider, d.reason, i.at
from delivery_issues i join deliveries d on d.chain_id = i.chain_id and d.month = i.month and d.id = i.delivery_id
where i.status = 'unknown' and d.status = 'unknown';

-- A look-up asks the sandbox for texts by our own name for them. They come in the order of their ids, near enough for the smallest of
-- indexes, which costs the way in next to nothing.
create index sandbox_texts_of_delivery on sandbox_texts using brin (delivery_id) with (pages_per_range = 16, autosummarize = on);
