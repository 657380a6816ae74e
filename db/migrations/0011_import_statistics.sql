-- After many new rows the planner must be told, or it takes a chain that is new to its statistics for an empty one, and plans
-- accordingly. Only the owner may analyse a table; an import may ask for it.
create function refresh_patient_statistics() returns void
language plpgsql security definer set search_path = public as $$
begin
  analyze patients, appointments, consents;
end $$;
revoke all on function refresh_patient_statistics() from public;
grant execute on function refresh_patient_statistics() to meelespea_web, meelespea_worker;

-- A dry run of a script makes a chain that does not exist yet, and takes it away again.
grant delete on chains to meelespea_worker;
