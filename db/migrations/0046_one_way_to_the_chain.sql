-- A patient's clinic names the chain, and so do an appointment's patient and a consent's: looking the chain up once more for each
-- row that an import brings asks nothing new.
alter table patients drop constraint patients_chain_id_fkey;
alter table appointments drop constraint appointments_chain_id_fkey;
alter table consents drop constraint consents_chain_id_fkey;
