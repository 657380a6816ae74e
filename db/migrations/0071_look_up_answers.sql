-- What the provider said when it was last asked for a text in doubt: that it never had it, or nothing that helps.
alter table delivery_doubts add column look_up_answer text check (look_up_answer in ('never_had_it', 'cannot_say'));
