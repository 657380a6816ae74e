-- The hour of its chain's clock in which a batch was counted toward the chain's limits. Given back and taken again in that hour it is the
-- same texts. No index has it, so that a claim stays a HOT update.
alter table batches add column counted_hour timestamp;
