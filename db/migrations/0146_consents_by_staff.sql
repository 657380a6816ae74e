-- What a chain shows its patients when it asks for their consent. A change is a new version, and never touches what was agreed to before:
-- a consent keeps the words it was given on.
create table consent_policies (
  chain_id uuid not null references chains,
  version integer not null check (version > 0),
  language text not null check (language ~ '^[a-z]{2,3}$'),
  body text not null check (length(body) between 1 and 4000),
  saved_by uuid,
  saved_at timestamptz not null default now(),
  primary key (chain_id, version, language)
);
alter table consent_policies enable row level security;
alter table consent_policies force row level security;
create policy chain_rows on consent_policies to meelespea_web using (chain_id = app_chain_id()) with check (chain_id = app_chain_id());
create policy worker_rows on consent_policies to meelespea_worker using (true) with check (true);
grant select, insert on consent_policies to meelespea_web;
grant select on consent_policies to meelespea_worker;

-- How staff came to know of a yes, a no, or its end; who took it back.
alter table consents add column how text check (how in ('paper', 'desk', 'phone', 'email'));
alter table consents add column withdrawn_by uuid;
alter table consents add column withdrawn_how text check (withdrawn_how in ('paper', 'desk', 'phone', 'email'));
alter table opt_outs add column how text check (how in ('paper', 'desk', 'phone', 'email'));
alter table opt_outs add column withdrawn_by uuid;
alter table opt_outs add column withdrawn_how text check (withdrawn_how in ('paper', 'desk', 'phone', 'email'));

-- Evidence is added to, never edited: of a row only its end can be written (ESS § 103¹ (5): burden of proof).
revoke update, delete, truncate on consents, opt_outs from meelespea_web, meelespea_worker;
grant update (withdrawn_at, withdrawn_source, withdrawn_by, withdrawn_how) on consents, opt_outs to meelespea_web, meelespea_worker;
