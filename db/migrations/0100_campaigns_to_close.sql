-- What the minute's look goes through: campaigns that are out of people's hands and not closed yet, stopped ones too.
create index campaigns_to_close on campaigns (status) where finished_at is null and status in ('sending', 'paused', 'stopped');
