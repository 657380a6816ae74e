-- For so many days ahead the booked reminders keep their money: a campaign eats into it only by its sender's word. 0 keeps nothing.
alter table chains add column reserve_days smallint not null default 7 check (reserve_days between 0 and 60);
grant update (reserve_days) on chains to meelespea_web;
