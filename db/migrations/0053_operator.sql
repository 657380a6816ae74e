-- The operator sees the service: accounts with providers and how they fare. No chain's rows, and no patient's.
do $$
begin
  if not exists (select from pg_roles where rolname = 'meelespea_operator') then
    begin
      create role meelespea_operator nologin;
    exception when duplicate_object or unique_violation then
      null; -- another database of the same server is being migrated at this moment
    end;
  end if;
  execute format('grant meelespea_operator to %I', current_user);
  grant usage on schema public to meelespea_operator;
end $$;

create policy operator_reads on provider_accounts for select to meelespea_operator using (true);
grant select (name, channel, kind, position, enabled, rate_per_second, burst, state, state_detail, state_since, last_ok_at, share,
  share_moved_at, share_moved_for) on provider_accounts to meelespea_operator;
create policy operator_reads on provider_minutes for select to meelespea_operator using (true);
grant select on provider_minutes to meelespea_operator;
-- Of receipts only whose they are, and which could not be applied.
create policy operator_counts on receipts for select to meelespea_operator using (true);
grant select (id, provider) on receipts to meelespea_operator;
create policy operator_counts on receipts_to_apply for select to meelespea_operator using (true);
grant select (receipt_id, failures) on receipts_to_apply to meelespea_operator;
