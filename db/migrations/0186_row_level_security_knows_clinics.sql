-- The second lock among the clinics of a chain (docs/decisions/0028). Who acts for some clinics works as meelespea_clinics, which is
-- meelespea_web with less: policies that restrict it are evaluated for nobody else, so that chain managers and jobs pay nothing.
do $$
begin
  if not exists (select from pg_roles where rolname = 'meelespea_clinics') then
    begin
      create role meelespea_clinics nologin;
    exception when duplicate_object or unique_violation then
      null; -- another database of the same server is being migrated at this moment
    end;
  end if;
  if not pg_has_role('meelespea_clinics', 'meelespea_web', 'member') then
    grant meelespea_web to meelespea_clinics;
  end if;
  execute format('grant meelespea_clinics to %I', current_user);
end $$;

-- The clinics of the running transaction; none where none were named, and then nothing that belongs to a clinic is shown. Policies ask
-- for them in a subquery of their own: it is evaluated once a statement.
create function app_clinic_ids() returns uuid[] language sql stable parallel safe as
  $$ select coalesce(nullif(current_setting('app.clinic_ids', true), '')::uuid[], '{}') $$;

-- What belongs to one clinic. A row of no clinic, such as a reply's or a doubt's, is the whole chain's business.
do $$
declare
  name text;
begin
  foreach name in array array[
    'patients', 'appointments', 'reminders', 'greetings', 'recalls', 'visit_answers', 'delivery_days', 'debit_months', 'delivery_doubts'
  ] loop
    execute format('create policy own_clinics on %I as restrictive to meelespea_clinics using (clinic_id = any((select app_clinic_ids())::uuid[]))', name);
  end loop;
end $$;

-- A text to oneself, of no patient and no clinic, belongs to everybody.
create policy own_clinics on deliveries as restrictive to meelespea_clinics
  using (clinic_id = any((select app_clinic_ids())::uuid[]) or (clinic_id is null and kind = 'test'));

-- What is said for the chain is read everywhere, and written by those who act for all of it.
create policy own_clinics on holidays as restrictive for select to meelespea_clinics
  using (clinic_id is null or clinic_id = any((select app_clinic_ids())::uuid[]));
do $$
declare
  name text;
begin
  foreach name in array array['holidays', 'templates', 'automatic_switches'] loop
    execute format('create policy own_clinics_add on %I as restrictive for insert to meelespea_clinics with check (clinic_id = any((select app_clinic_ids())::uuid[]))', name);
    execute format('create policy own_clinics_change on %I as restrictive for update to meelespea_clinics using (clinic_id = any((select app_clinic_ids())::uuid[]))', name);
    execute format('create policy own_clinics_remove on %I as restrictive for delete to meelespea_clinics using (clinic_id = any((select app_clinic_ids())::uuid[]))', name);
  end loop;
  foreach name in array array['template_texts', 'template_versions'] loop
    execute format('create policy own_clinics_add on %I as restrictive for insert to meelespea_clinics with check (exists (
      select from templates t where t.chain_id = %1$I.chain_id and t.id = %1$I.template_id and t.clinic_id = any((select app_clinic_ids())::uuid[])))', name);
  end loop;
end $$;

-- Of a rule somebody may write what is of their own clinics alone.
create policy own_clinics_add on reminder_rules as restrictive for insert to meelespea_clinics
  with check (clinic_ids <@ (select app_clinic_ids())::uuid[]);
create policy own_clinics_change on reminder_rules as restrictive for update to meelespea_clinics
  using (clinic_ids <@ (select app_clinic_ids())::uuid[]);
create policy own_clinics_remove on reminder_rules as restrictive for delete to meelespea_clinics
  using (clinic_ids <@ (select app_clinic_ids())::uuid[]);

-- Clinics, who belongs to them and what texts are of the chain: seen by all, and changed by who acts for all of it.
do $$
declare
  name text;
begin
  foreach name in array array['clinics', 'staff_clinics', 'greeting_settings', 'recall_settings'] loop
    execute format('create policy whole_chain_adds on %I as restrictive for insert to meelespea_clinics with check (false)', name);
    execute format('create policy whole_chain_changes on %I as restrictive for update to meelespea_clinics using (false)', name);
    execute format('create policy whole_chain_removes on %I as restrictive for delete to meelespea_clinics using (false)', name);
  end loop;
  -- Whole files of patients, who were erased, and who is invited.
  foreach name in array array['imports', 'import_chunks', 'import_refusals', 'import_patients', 'import_appointments', 'erasures', 'invitations'] loop
    execute format('create policy whole_chain on %I as restrictive to meelespea_clinics using (false)', name);
  end loop;
end $$;

-- What names several clinics is seen from each of them; what names none is of the whole chain.
create policy own_clinics on campaigns as restrictive to meelespea_clinics
  using (sender_clinic_ids is null or sender_clinic_ids && (select app_clinic_ids())::uuid[]);
create policy own_clinics_add on campaigns as restrictive for insert to meelespea_clinics
  with check (sender_clinic_ids <@ (select app_clinic_ids())::uuid[]);
create policy own_clinics on audiences as restrictive for select to meelespea_clinics
  using (clinic_ids is null or clinic_ids && (select app_clinic_ids())::uuid[]);
create policy own_clinics_add on audiences as restrictive for insert to meelespea_clinics
  with check (clinic_ids <@ (select app_clinic_ids())::uuid[]);
create policy own_clinics_change on audiences as restrictive for update to meelespea_clinics
  using (clinic_ids <@ (select app_clinic_ids())::uuid[]);
create policy own_clinics_remove on audiences as restrictive for delete to meelespea_clinics
  using (clinic_ids <@ (select app_clinic_ids())::uuid[]);
create policy own_clinics on replies as restrictive to meelespea_clinics
  using (clinic_ids && (select app_clinic_ids())::uuid[]);

-- What hangs on another row is seen with it: the policies of the table in the subquery hold there too.
do $$
declare
  name text;
begin
  foreach name in array array['consents', 'wrong_contacts'] loop
    execute format('create policy own_clinics on %I as restrictive to meelespea_clinics using (exists (
      select from patients p where p.chain_id = %1$I.chain_id and p.id = %1$I.patient_id))', name);
  end loop;
  foreach name in array array['compositions', 'campaign_counts', 'left_out_lists', 'send_approvals'] loop
    execute format('create policy own_clinics on %I as restrictive to meelespea_clinics using (exists (
      select from campaigns c where c.chain_id = %1$I.chain_id and c.id = %1$I.campaign_id))', name);
  end loop;
  -- Wordings of templates and batches of what sends itself have no campaign.
  foreach name in array array['wordings', 'batches'] loop
    execute format('create policy own_clinics on %I as restrictive to meelespea_clinics using (campaign_id is null or exists (
      select from campaigns c where c.chain_id = %1$I.chain_id and c.id = %1$I.campaign_id))', name);
  end loop;
  foreach name in array array['delivery_refs', 'delivery_issues', 'visit_links'] loop
    execute format('create policy own_clinics on %I as restrictive to meelespea_clinics using (exists (
      select from deliveries d where d.chain_id = %1$I.chain_id and d.month = %1$I.month and d.id = %1$I.delivery_id))', name);
  end loop;
  -- A number or an address is of the clinics of those whom it reaches.
  foreach name in array array['opt_outs', 'contact_links'] loop
    execute format('create policy own_clinics on %I as restrictive to meelespea_clinics using (
      exists (select from patients p where %1$I.channel = ''sms'' and p.chain_id = %1$I.chain_id and p.phone = %1$I.address)
      or exists (select from patients p where %1$I.channel = ''email'' and p.chain_id = %1$I.chain_id and p.email = %1$I.address))', name);
  end loop;
end $$;
create policy own_clinics on sandbox_texts as restrictive to meelespea_clinics
  using (exists (select from deliveries d where d.chain_id = sandbox_texts.chain_id and d.id = sandbox_texts.delivery_id));
create policy own_clinics on sandbox_replies as restrictive to meelespea_clinics
  using (exists (select from sandbox_texts s where s.chain_id = sandbox_replies.chain_id and s.ref = sandbox_replies.ref));

-- The one way past these policies, statement by statement: a statement that is right only over the whole chain names
-- whole_chain.patients and not patients. The view reads as meelespea_web, so the chain stays the limit, and whoever has no chain, such
-- as the worker, is refused rather than shown nothing.
create schema whole_chain;
grant usage, create on schema whole_chain to meelespea_web;
do $$
declare
  name text;
begin
  foreach name in array array[
    'patients', 'appointments', 'deliveries', 'delivery_refs', 'receipts', 'wordings', 'campaigns', 'batches', 'left_out_lists', 'consents',
    'opt_outs', 'contact_links', 'reminders', 'reminder_rules', 'visit_answers', 'holidays', 'greetings', 'recalls'
  ] loop
    execute format('create view whole_chain.%1$I as select * from public.%1$I', name);
    execute format('alter view whole_chain.%I owner to meelespea_web', name);
  end loop;
end $$;
revoke create on schema whole_chain from meelespea_web;

-- A holiday of a clinic is its own business, but when a text may go there is asked by whoever plans or counts it.
create or replace function closed_days(chain uuid, clinic uuid) returns date[] language sql stable parallel safe as $$
  select coalesce(array_agg(d.day), '{}') from (
    select distinct on (said.day) said.day, said.closed from (
      select p.day, true as closed, 3 as place
      from chains c, public_holidays(c.location, extract(year from now())::int - 1, extract(year from now())::int + 3) p where c.id = chain
      union all
      select h.day, h.closed, case when h.clinic_id is null then 2 else 1 end
      from whole_chain.holidays h where h.chain_id = chain and (h.clinic_id is null or h.clinic_id = clinic)
    ) as said order by said.day, said.place
  ) as d where d.closed
$$;

create or replace function refuse_own_activation() returns trigger language plpgsql as $$
begin
  if current_user in ('meelespea_web', 'meelespea_clinics') then
    raise exception 'only an operator changes this of a chain' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
