-- The operator puts accounts in order, slows them down and switches them off from the desk. Addresses stay sealed and out of reach.
create policy operator_changes on provider_accounts for update to meelespea_operator using (true) with check (true);
grant update (position, enabled, rate_per_second, burst, spoken_for_until, share, carried, state, state_detail, state_since)
  on provider_accounts to meelespea_operator;
