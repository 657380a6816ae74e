-- `version` rises with whatever changes what a rule gives: a switch, hours, a holiday, a clinic's own rule. Who had the rule open meanwhile has
-- nothing to merge: that somebody else has written it is told by how often it was saved.
alter table reminder_rules add column revision integer not null default 1;
