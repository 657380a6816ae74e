-- The second lock. Forced, so that even the owner of the tables sees nothing outside a chain.
do $$
declare
  name text;
begin
  foreach name in array array[
    'clinics', 'staff_clinics', 'audit_log', 'patients', 'appointments', 'consents', 'opt_outs', 'contact_links',
    'accounts', 'holds', 'ledger_entries', 'audiences', 'campaigns', 'compositions', 'wordings', 'campaign_left_outs',
    'campaign_counts', 'deliveries', 'batches', 'delivery_refs', 'delivery_issues', 'delivery_days', 'sandbox_texts'
  ] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy chain_rows on %I to meelespea_web using (chain_id = app_chain_id()) with check (chain_id = app_chain_id())', name);
    execute format('create policy worker_rows on %I to meelespea_worker using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to meelespea_web, meelespea_worker', name);
  end loop;
end $$;

alter table chains enable row level security;
alter table chains force row level security;
create policy own_chain on chains to meelespea_web using (id = app_chain_id()) with check (id = app_chain_id());
create policy worker_rows on chains to meelespea_worker using (true) with check (true);
create policy auth_rows on chains for select to meelespea_auth using (true);
grant select, update on chains to meelespea_web;
grant select, insert, update on chains to meelespea_worker;
grant select on chains to meelespea_auth;

-- A chain sees its own staff; only sign-in sees everybody, and only it may read passwords and sessions.
alter table staff enable row level security;
alter table staff force row level security;
create policy chain_rows on staff to meelespea_web using (chain_id = app_chain_id()) with check (chain_id = app_chain_id());
create policy auth_rows on staff to meelespea_auth using (true) with check (true);
create policy worker_rows on staff for select to meelespea_worker using (true);
grant select, update on staff to meelespea_web;
grant select on staff to meelespea_worker;
grant select, insert, update, delete on staff to meelespea_auth;

do $$
declare
  name text;
begin
  foreach name in array array['sessions', 'auth_accounts', 'verifications', 'sign_in_attempts'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy auth_rows on %I to meelespea_auth using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to meelespea_auth', name);
  end loop;
end $$;

create policy auth_rows on staff_clinics to meelespea_auth using (true) with check (true);
grant select, insert, delete on staff_clinics to meelespea_auth;
create policy auth_rows on clinics for select to meelespea_auth using (true);
grant select on clinics to meelespea_auth;

-- A patient's link names its chain; nothing else of the link is read before the chain is known.
create policy auth_rows on contact_links for select to meelespea_auth using (true);
grant select on contact_links to meelespea_auth;

-- What is written once is never rewritten.
revoke update, delete on ledger_entries, audit_log, delivery_refs, wordings from meelespea_web, meelespea_worker;
revoke delete on accounts, holds, consents, opt_outs from meelespea_web, meelespea_worker;

grant select on tariffs to meelespea_web, meelespea_worker;
grant select, insert, delete on receipts, receipts_to_apply to meelespea_worker;
grant update on receipts_to_apply to meelespea_worker;
