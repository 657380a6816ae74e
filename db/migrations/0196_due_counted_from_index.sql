-- What is planned for each of the days ahead is counted by rule and clinic: from the index alone, without reading the reminders.
drop index reminders_due;
create index reminders_due on reminders (chain_id, due_at) include (rule_id, kind, clinic_id) where status = 'planned';
