create table audiences (
  chain_id uuid not null references chains,
  id uuid not null default uuid_v7(),
  name text not null check (length(name) between 1 and 120),
  filter jsonb not null,
  created_by uuid,
  created_at timestamptz not null default now(),
  primary key (chain_id, id),
  unique (chain_id, name)
);

create table campaigns (
  chain_id uuid not null references chains,
  id uuid not null default uuid_v7(),
  kind text not null default 'bulk' check (kind in ('bulk', 'private')),
  name text not null check (length(name) <= 120),
  purpose text not null default 'offer' check (purpose in ('offer', 'notice')),
  channel text not null default 'sms' check (channel in ('sms', 'email')),
  status text not null default 'draft' check (status in ('draft', 'awaiting_approval', 'scheduled', 'preparing', 'review',
    'sending', 'paused', 'sent', 'stopped', 'cancelled')),
  audience jsonb not null,
  -- The language whose text patients without one get; null leaves them out.
  no_language_as text,
  -- The author ticked that texts may leave outside sending hours.
  outside_hours boolean not null default false,
  -- Clinics of the person who composed it; null is the whole chain.
  sender_clinic_ids uuid[],
  -- What was agreed at Send: people, segments and cost per language and reason.
  fingerprint jsonb,
  previewed_at timestamptz,
  send_key uuid,
  send_at timestamptz,
  -- Fixed at Send: the partition of every delivery, and so part of what makes each unique.
  month date,
  hold_id uuid,
  -- The recipients are taken in ranges of patients; the last one done, so that it can go on after a kill.
  prepared_up_to uuid,
  people integer not null default 0,
  segments integer not null default 0,
  cost_micro bigint not null default 0,
  created_by uuid,
  sent_by uuid,
  started_at timestamptz,
  finished_at timestamptz,
  archived_at timestamptz,
  -- Rises with each save of the draft, so that two authors do not overwrite each other.
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (chain_id, id),
  unique (chain_id, send_key)
);
create index campaigns_under_way on campaigns (status) where status in ('scheduled', 'preparing', 'sending', 'paused');

create table compositions (
  chain_id uuid not null,
  campaign_id uuid not null,
  language text not null check (language ~ '^[a-z]{2,3}$'),
  subject text not null default '',
  body text not null default '',
  primary key (chain_id, campaign_id, language),
  foreign key (chain_id, campaign_id) references campaigns on delete cascade
);

-- A text as it was sent, for ever: deliveries point here and carry only what was merged in.
create table wordings (
  chain_id uuid not null references chains,
  id uuid not null default uuid_v7(),
  campaign_id uuid,
  channel text not null check (channel in ('sms', 'email')),
  purpose text not null check (purpose in ('offer', 'notice')),
  language text not null,
  subject text not null default '',
  body text not null,
  created_at timestamptz not null default now(),
  primary key (chain_id, id),
  unique (chain_id, campaign_id, language)
);

create table campaign_left_outs (
  chain_id uuid not null,
  campaign_id uuid not null,
  reason text not null,
  patient_id uuid not null,
  language text,
  primary key (chain_id, campaign_id, reason, patient_id),
  foreign key (chain_id, campaign_id) references campaigns on delete cascade
);
create index campaign_left_outs_of_patient on campaign_left_outs (chain_id, patient_id);

-- Kept with every batch, so that no page ever counts deliveries.
create table campaign_counts (
  chain_id uuid not null,
  campaign_id uuid not null,
  language text not null,
  status text not null,
  texts integer not null default 0,
  segments integer not null default 0,
  cost_micro bigint not null default 0,
  primary key (chain_id, campaign_id, language, status)
);
