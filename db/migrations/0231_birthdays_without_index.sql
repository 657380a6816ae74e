-- No query could ever use it: reading month and day out of a date is not leakproof, so row-level security keeps the condition away from
-- the index, and whose birthday it is was and is found by reading the chain. Each imported patient paid for it with an entry.
drop index patients_by_birthday;
