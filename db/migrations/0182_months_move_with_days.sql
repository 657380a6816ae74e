-- The statement that moves days moves their months itself now (db/queries/status-changes.ts), for a third of what the triggers take, and
-- says so by app.months_moved until its transaction ends. The triggers are left for whoever does not say it: a process that is older than this
-- file and goes on until it is replaced, or days that are put right by hand.
drop trigger months_follow_new on delivery_days;
drop trigger months_follow_changed on delivery_days;
drop trigger months_follow_gone on delivery_days;
create trigger months_follow_new after insert on delivery_days referencing new table as added
  for each statement when (current_setting('app.months_moved', true) is distinct from 'yes') execute function follow_days();
create trigger months_follow_changed after update on delivery_days referencing old table as removed new table as added
  for each statement when (current_setting('app.months_moved', true) is distinct from 'yes') execute function follow_days();
create trigger months_follow_gone after delete on delivery_days referencing old table as removed
  for each statement when (current_setting('app.months_moved', true) is distinct from 'yes') execute function follow_days();
