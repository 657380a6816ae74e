-- Somebody has rung the patient who knew a time that holds no more.
alter table reminders add column called_at timestamptz, add column called_by uuid;
