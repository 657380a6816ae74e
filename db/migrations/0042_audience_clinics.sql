-- For whom a saved audience is: the clinics of the person who saved it, null for the whole chain.
alter table audiences add column clinic_ids uuid[];
