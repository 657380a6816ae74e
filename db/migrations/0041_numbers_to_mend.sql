-- Today says how many numbers need mending; there are few of them among a million patients.
create index patients_to_mend on patients (chain_id, clinic_id) where phone_kind = 'invalid';
