-- What patients answer about a visit, at the page of a text or by writing back.
create table visit_answers (
  chain_id uuid not null references chains,
  id uuid not null default uuid_v7(),
  appointment_id uuid not null,
  -- The version that the patient saw when answering.
  appointment_version integer not null,
  patient_id uuid not null,
  clinic_id uuid not null,
  -- The text that led to the answer.
  month date not null,
  delivery_id uuid not null,
  answer text not null check (answer in ('confirm', 'decline', 'call', 'not_me')),
  source text not null check (source in ('link', 'reply')),
  reply_id uuid,
  -- What the appointment was before the answer set its status; null where the answer left it alone.
  status_before text check (status_before in ('scheduled', 'confirmed', 'out_of_reach')),
  answered_at timestamptz not null default now(),
  -- Somebody has called, or has looked at the number.
  handled_at timestamptz,
  handled_by uuid,
  -- Staff took back what the answer had done.
  undone_at timestamptz,
  undone_by uuid,
  primary key (chain_id, id),
  foreign key (chain_id, appointment_id) references appointments on delete cascade,
  check ((source = 'reply') = (reply_id is not null)),
  check ((answer in ('confirm', 'decline')) = (status_before is not null))
);
create index visit_answers_of_appointment on visit_answers (chain_id, appointment_id, id);
create index visit_answers_of_reply on visit_answers (chain_id, reply_id) where reply_id is not null;
-- Who waits for somebody, soonest asked first; asked again before that, it is one wish.
create unique index visit_answers_waiting on visit_answers (chain_id, appointment_id, answer)
  where answer in ('call', 'not_me') and handled_at is null;

-- A number or an address at which somebody said that they are not this patient. It is taken off the patient, and however it comes
-- back (an import, say), it is kept out until staff have corrected it.
create table wrong_contacts (
  chain_id uuid not null references chains,
  id uuid not null default uuid_v7(),
  patient_id uuid not null,
  channel text not null check (channel in ('sms', 'email')),
  address text collate "C" not null,
  reported_at timestamptz not null default now(),
  corrected_at timestamptz,
  corrected_by uuid,
  primary key (chain_id, id),
  foreign key (chain_id, patient_id) references patients on delete cascade,
  check (corrected_by is null or corrected_at is not null)
);
create unique index wrong_contacts_in_force on wrong_contacts (chain_id, patient_id, channel, address) where corrected_at is null;

create function keep_wrong_contacts_out() returns trigger language plpgsql as $$
begin
  if new.phone is distinct from old.phone and exists (
    select from wrong_contacts w
    where w.chain_id = new.chain_id and w.patient_id = new.id and w.channel = 'sms' and w.address = new.phone and w.corrected_at is null
  ) then
    new.phone := null;
    new.phone_kind := 'invalid';
  end if;
  if new.email is distinct from old.email and exists (
    select from wrong_contacts w
    where w.chain_id = new.chain_id and w.patient_id = new.id and w.channel = 'email' and w.address = new.email and w.corrected_at is null
  ) then
    new.email := null;
  end if;
  return new;
end $$;
create trigger keep_wrong_contacts_out before update of phone, email on patients for each row
  when ((old.phone, old.email) is distinct from (new.phone, new.email)) execute function keep_wrong_contacts_out();

-- Why a yes or a no was left for a person to read.
alter table replies add column unclear text check (unclear in
  ('no_visit', 'other_text', 'several_visits', 'over', 'moved', 'cancelled'));

-- The trail of one appointment.
create index audit_log_of_appointments on audit_log (chain_id, entity_id, id) where action like 'appointment.%';

do $$
declare
  name text;
begin
  foreach name in array array['visit_answers', 'wrong_contacts'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy chain_rows on %I to meelespea_web using (chain_id = app_chain_id()) with check (chain_id = app_chain_id())', name);
    execute format('create policy worker_rows on %I to meelespea_worker using (true) with check (true)', name);
    execute format('grant select, insert, update on %I to meelespea_web, meelespea_worker', name);
  end loop;
end $$;
