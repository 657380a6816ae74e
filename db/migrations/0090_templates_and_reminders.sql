-- Texts that send themselves. Wall-clock rules and zones are stored; every instant is computed here, in PostgreSQL.

-- Wording kept per language, versioned. What was sent is frozen in `wordings`, so a template may change at any time.
create table templates (
  chain_id uuid not null references chains,
  id uuid not null default uuid_v7(),
  purpose text not null check (purpose in ('reminder', 'time_changed', 'confirmation', 'greeting', 'recall', 'bulk', 'private')),
  name text not null check (length(name) between 1 and 120),
  -- A clinic's own variant stands in for the chain's template wherever that is used for the clinic.
  variant_of uuid,
  clinic_id uuid,
  version integer not null default 1,
  archived_at timestamptz,
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (chain_id, id),
  foreign key (chain_id, variant_of) references templates,
  foreign key (chain_id, clinic_id) references clinics,
  check ((variant_of is null) = (clinic_id is null))
);
create unique index templates_by_name on templates (chain_id, purpose, name) where archived_at is null and variant_of is null;
create unique index template_variants on templates (chain_id, variant_of, clinic_id) where archived_at is null and variant_of is not null;

-- Written once for each version and never rewritten: what differs between two versions can be shown for ever.
create table template_texts (
  chain_id uuid not null,
  template_id uuid not null,
  version integer not null,
  language text not null check (language ~ '^[a-z]{2,3}$'),
  subject text not null default '',
  body text not null,
  -- What is added after the body, in this order.
  endings text[] not null default '{}' check (endings <@ array['time', 'doctor', 'office', 'link']),
  primary key (chain_id, template_id, version, language),
  foreign key (chain_id, template_id) references templates
);

-- How long the operator lets a text of a location be, every value at its budget; 133 where nothing stands here.
create table text_limits (
  location text primary key check (location ~ '^[A-Z]{2}$'),
  max_characters integer not null check (max_characters between 70 and 918)
);

-- Whether a kind of text sends itself at all. A clinic's own line goes before the chain's (clinic_id null); without either it is off.
create table automatic_switches (
  chain_id uuid not null references chains,
  category text not null check (category in ('reminders', 'greetings', 'recall')),
  clinic_id uuid,
  enabled boolean not null,
  updated_at timestamptz not null default now(),
  unique nulls not distinct (chain_id, category, clinic_id),
  foreign key (chain_id, clinic_id) references clinics
);

create function is_switched_on(chain uuid, wanted text, clinic uuid) returns boolean language sql stable parallel safe as $$
  select coalesce(
    (select enabled from automatic_switches s where s.chain_id = chain and s.category = wanted and s.clinic_id = clinic),
    (select enabled from automatic_switches s where s.chain_id = chain and s.category = wanted and s.clinic_id is null),
    false)
$$;

-- Days on which a chain, or one of its clinics, is closed beside the public holidays of its location; or open in spite of one.
create table holidays (
  chain_id uuid not null references chains,
  id uuid not null default uuid_v7(),
  clinic_id uuid,
  day date not null,
  name text not null default '' check (length(name) <= 120),
  closed boolean not null default true,
  created_at timestamptz not null default now(),
  primary key (chain_id, id),
  unique nulls not distinct (chain_id, clinic_id, day),
  foreign key (chain_id, clinic_id) references clinics
);

-- The Gregorian computus of Meeus, Jones and Butcher.
create function easter_sunday(year integer) returns date language plpgsql immutable parallel safe as $$
declare
  a integer := year % 19;
  b integer := year / 100;
  c integer := year % 100;
  h integer := (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  l integer := (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  m integer := (a + 11 * h + 22 * l) / 451;
begin
  return make_date(year, (h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1);
end $$;

-- Estonia: Pühade ja tähtpäevade seadus § 2. A location without a calendar here has no public holidays until somebody adds one.
create function public_holidays(location text, from_year integer, to_year integer) returns table (day date, key text)
  language sql immutable parallel safe as $$
  select make_date(y, f.month, f.dom), f.key
  from generate_series(from_year, to_year) as y, (values
    (1, 1, 'new_year'), (2, 24, 'independence_day'), (5, 1, 'spring_day'), (6, 23, 'victory_day'), (6, 24, 'midsummer'),
    (8, 20, 'restoration_of_independence'), (12, 24, 'christmas_eve'), (12, 25, 'christmas'), (12, 26, 'second_christmas')
  ) as f (month, dom, key)
  where location = 'EE'
  union all
  select easter_sunday(y) + m.days, m.key
  from generate_series(from_year, to_year) as y, (values (-2, 'good_friday'), (0, 'easter'), (49, 'pentecost')) as m (days, key)
  where location = 'EE'
$$;

-- The days of this year and its neighbours on which nothing leaves a clinic. The clinic's own word goes before the chain's, and that
-- before the calendar.
create function closed_days(chain uuid, clinic uuid) returns date[] language sql stable parallel safe as $$
  select coalesce(array_agg(d.day), '{}') from (
    select distinct on (said.day) said.day, said.closed from (
      select p.day, true as closed, 3 as place
      from chains c, public_holidays(c.location, extract(year from now())::int - 1, extract(year from now())::int + 3) p where c.id = chain
      union all
      select h.day, h.closed, case when h.clinic_id is null then 2 else 1 end
      from holidays h where h.chain_id = chain and (h.clinic_id is null or h.clinic_id = clinic)
    ) as said order by said.day, said.place
  ) as d where d.closed
$$;

-- The nearest sending hour at or before an instant, or at or after it; null when there is none within two months. An earlier one is a
-- quarter of an hour before closing, so that what is due then has left by closing time.
create function sending_time_before(wanted timestamptz, zone text, opens time, closes time, closed_on date[]) returns timestamptz
  language plpgsql immutable parallel safe as $$
declare
  here timestamp := wanted at time zone zone;
  day date := here::date;
  last time := case when closes > time '00:15' then greatest(opens, closes - interval '15 minutes') else opens end;
  found timestamptz;
begin
  if here::time >= opens and here::time < closes and day <> all (closed_on) then return wanted; end if;
  for n in 1 .. 62 loop
    if day <> all (closed_on) then
      found := (day + last) at time zone zone;
      if found <= wanted then return found; end if;
    end if;
    day := day - 1;
  end loop;
  return null;
end $$;

create function sending_time_after(wanted timestamptz, zone text, opens time, closes time, closed_on date[]) returns timestamptz
  language plpgsql immutable parallel safe as $$
declare
  here timestamp := wanted at time zone zone;
  day date := here::date;
  found timestamptz;
begin
  if here::time >= opens and here::time < closes and day <> all (closed_on) then return wanted; end if;
  for n in 1 .. 62 loop
    if day <> all (closed_on) then
      found := (day + opens) at time zone zone;
      if found >= wanted then return found; end if;
    end if;
    day := day + 1;
  end loop;
  return null;
end $$;

-- When a text goes, for which visits, in which words. Any change raises the version, and what is planned is planned anew.
create table reminder_rules (
  chain_id uuid not null references chains,
  id uuid not null default uuid_v7(),
  name text not null default '' check (length(name) <= 120),
  moment text not null check (moment in ('when_made', 'after_made', 'before_visit', 'day_before', 'time_changed')),
  -- After the booking, or before the visit.
  minutes integer check (minutes between 1 and 525600),
  -- So many days before the visit, at a time of the clinic's clock.
  days integer check (days between 1 and 365),
  at_local time,
  template_id uuid not null,
  -- What a visit gets that was booked after the rule's moment: a confirmation at once, or nothing, visibly.
  late_booking text not null default 'skip' check (late_booking in ('confirmation', 'skip')),
  confirmation_template_id uuid,
  channel text not null default 'sms' check (channel in ('sms', 'email')),
  statuses text[] not null default array['scheduled', 'confirmed', 'out_of_reach'] check (cardinality(statuses) > 0 and statuses <@
    array['scheduled', 'confirmed', 'out_of_reach', 'arrived', 'completed', 'no_show', 'cancelled']),
  -- Null is every clinic.
  clinic_ids uuid[] check (cardinality(clinic_ids) > 0),
  -- In its clinics this rule stands in for that one; switched off, it only takes that one away.
  override_of uuid,
  -- The language of the text for who has none; null leaves them out.
  no_language_as text check (no_language_as ~ '^[a-z]{2,3}$'),
  enabled boolean not null default false,
  version integer not null default 1,
  archived_at timestamptz,
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (chain_id, id),
  foreign key (chain_id, template_id) references templates,
  foreign key (chain_id, confirmation_template_id) references templates,
  foreign key (chain_id, override_of) references reminder_rules,
  check ((moment in ('after_made', 'before_visit')) = (minutes is not null)),
  check ((moment = 'day_before') = (days is not null) and (moment = 'day_before') = (at_local is not null)),
  check (late_booking = 'skip' or (moment in ('before_visit', 'day_before') and confirmation_template_id is not null)),
  check (override_of is null or clinic_ids is not null)
);

-- The version of an appointment rises with time, clinic or patient, whoever writes it: that is what a text may have said wrongly.
alter table appointments add column version_at timestamptz not null default now();
create function raise_appointment_version() returns trigger language plpgsql as $$
begin
  new.version := old.version + 1;
  new.version_at := now();
  return new;
end $$;
create trigger raise_version before update of starts_at, clinic_id, patient_id on appointments for each row
  when ((old.starts_at, old.clinic_id, old.patient_id) is distinct from (new.starts_at, new.clinic_id, new.patient_id))
  execute function raise_appointment_version();

-- What is to be sent for which version of which appointment, planned with every change of it. What was planned for an older version,
-- or under an older version of its rule, is never sent.
create table reminders (
  chain_id uuid not null,
  appointment_id uuid not null,
  rule_id uuid not null,
  appointment_version integer not null,
  channel text not null check (channel in ('sms', 'email')),
  rule_version integer not null,
  kind text not null check (kind in ('reminder', 'confirmation', 'time_changed')),
  patient_id uuid not null,
  clinic_id uuid not null,
  -- The time that it tells; and, where that has changed, the one that was told before.
  starts_at timestamptz not null,
  told_starts_at timestamptz,
  due_at timestamptz not null,
  -- written: its delivery exists. dropped: the appointment or the rule has changed. skipped: there was no right moment for it.
  status text not null check (status in ('planned', 'written', 'dropped', 'skipped', 'left_out', 'too_late')),
  reason text,
  delivery_id uuid,
  month date,
  -- One text tells of several visits.
  shared boolean not null default false,
  decided_at timestamptz,
  primary key (chain_id, appointment_id, rule_id, appointment_version, channel),
  check ((status = 'written') = (delivery_id is not null)),
  check ((delivery_id is null) = (month is null)),
  check (told_starts_at is null or kind = 'time_changed')
) with (fillfactor = 80);
create index reminders_due on reminders (chain_id, due_at) where status = 'planned';
create index reminders_of_delivery on reminders (chain_id, delivery_id) where delivery_id is not null;
create index reminders_shared on reminders (chain_id, decided_at) where shared and status = 'written';
-- Who must be called: they know a time that holds no more, and it is too late for a text.
create index reminders_to_call on reminders (chain_id, starts_at) where kind = 'time_changed' and status in ('skipped', 'left_out', 'too_late');

-- The page of a text about visits; the code stands at its end. Patients are found by it before anybody knows their chain.
create table visit_links (
  code text collate "C" primary key default link_code(),
  chain_id uuid not null references chains,
  month date not null,
  delivery_id uuid not null,
  language text not null,
  created_at timestamptz not null default now(),
  unique (chain_id, delivery_id)
);

create table greeting_settings (
  chain_id uuid primary key references chains,
  template_id uuid not null,
  channel text not null default 'sms' check (channel in ('sms', 'email')),
  at_local time not null default '10:00',
  -- When somebody born on 29 February is greeted in a common year.
  leap_day text not null default 'feb_28' check (leap_day in ('feb_28', 'mar_1')),
  minors text not null default 'none' check (minors in ('guardian', 'none')),
  no_language_as text check (no_language_as ~ '^[a-z]{2,3}$'),
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  foreign key (chain_id, template_id) references templates
);

create table greetings (
  chain_id uuid not null,
  patient_id uuid not null,
  year integer not null,
  clinic_id uuid not null,
  day date not null,
  due_at timestamptz not null,
  valid_until timestamptz not null,
  status text not null check (status in ('planned', 'written', 'left_out', 'too_late')),
  reason text,
  delivery_id uuid,
  month date,
  decided_at timestamptz,
  primary key (chain_id, patient_id, year),
  check ((status = 'written') = (delivery_id is not null)),
  check ((delivery_id is null) = (month is null))
) with (fillfactor = 80);
create index greetings_due on greetings (chain_id, due_at) where status = 'planned';
create index patients_by_birthday on patients (chain_id, (extract(month from birth_date) * 100 + extract(day from birth_date)));

create table recall_settings (
  chain_id uuid primary key references chains,
  template_id uuid not null,
  channel text not null default 'sms' check (channel in ('sms', 'email')),
  at_local time not null default '10:00',
  -- So many months after the last visit, when no other is booked.
  months integer not null default 12 check (months between 1 and 60),
  no_language_as text check (no_language_as ~ '^[a-z]{2,3}$'),
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  foreign key (chain_id, template_id) references templates
);

-- One for each visit that was the last for so long.
create table recalls (
  chain_id uuid not null,
  patient_id uuid not null,
  last_visit_on date not null,
  clinic_id uuid not null,
  due_at timestamptz not null,
  valid_until timestamptz not null,
  status text not null check (status in ('planned', 'written', 'left_out', 'too_late')),
  reason text,
  delivery_id uuid,
  month date,
  decided_at timestamptz,
  primary key (chain_id, patient_id, last_visit_on),
  check ((status = 'written') = (delivery_id is not null)),
  check ((delivery_id is null) = (month is null))
) with (fillfactor = 80);
create index recalls_due on recalls (chain_id, due_at) where status = 'planned';

alter table deliveries drop constraint deliveries_kind_check,
  add constraint deliveries_kind_check check (kind in ('bulk', 'private', 'reminder', 'greeting', 'recall', 'test'));

-- A text of a template is frozen once for each version and channel.
alter table wordings drop constraint wordings_purpose_check,
  add constraint wordings_purpose_check check (purpose in ('offer', 'notice', 'greeting', 'recall')),
  add column template_id uuid;
create unique index wordings_of_template on wordings (chain_id, template_id, version, language, channel) where template_id is not null;

-- The clinic whose sending hours a batch keeps by itself; null keeps none (a campaign is paused as a whole).
alter table batches add column clinic_id uuid;
create index batches_that_keep_hours on batches (chain_id, clinic_id) where status = 'ready' and clinic_id is not null;

do $$
declare
  name text;
begin
  foreach name in array array[
    'templates', 'template_texts', 'automatic_switches', 'holidays', 'reminder_rules', 'reminders', 'visit_links', 'greeting_settings',
    'greetings', 'recall_settings', 'recalls'
  ] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy chain_rows on %I to meelespea_web using (chain_id = app_chain_id()) with check (chain_id = app_chain_id())', name);
    execute format('create policy worker_rows on %I to meelespea_worker using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to meelespea_web, meelespea_worker', name);
  end loop;
end $$;
revoke update, delete on template_texts from meelespea_web, meelespea_worker;
revoke delete on reminders, greetings, recalls, templates, reminder_rules from meelespea_web, meelespea_worker;
revoke update on visit_links from meelespea_web, meelespea_worker;
create policy auth_rows on visit_links for select to meelespea_auth using (true);
grant select on visit_links to meelespea_auth;
alter table text_limits enable row level security;
alter table text_limits force row level security;
create policy everyone_reads on text_limits for select to meelespea_web, meelespea_worker using (true);
create policy worker_rows on text_limits to meelespea_worker using (true) with check (true);
grant select on text_limits to meelespea_web;
grant select, insert, update, delete on text_limits to meelespea_worker;
