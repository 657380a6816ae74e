-- ANALYZE takes seconds whatever was imported. What the planner must be told of is a chain that is new to it, or that has grown by half
-- and more; a smaller change it learns from autovacuum, and is not led astray by meanwhile.
drop function refresh_patient_statistics();

-- Rows of a chain that the table's statistics speak of. A chain too small to be named in them has none.
create function rows_known_to_planner(of_table regclass, chain uuid) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce((
    select (greatest(class.reltuples, 0) * common.share)::bigint
    from pg_class class
      join pg_namespace namespace on namespace.oid = class.relnamespace
      join pg_stats stats on stats.schemaname = namespace.nspname and stats.tablename = class.relname and stats.attname = 'chain_id'
      cross join unnest(stats.most_common_vals::text::uuid[], stats.most_common_freqs) as common (chain_id, share)
    where class.oid = of_table and common.chain_id = chain
  ), 0)
$$;

create function refresh_import_statistics(of_table regclass, chain uuid, new_rows integer) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new_rows < rows_known_to_planner(of_table, chain) / 2 then
    return false;
  end if;
  case of_table
    when 'patients'::regclass then analyze patients, consents;
    when 'appointments'::regclass then analyze appointments;
  end case;
  return true;
end $$;
revoke all on function rows_known_to_planner(regclass, uuid), refresh_import_statistics(regclass, uuid, integer) from public;
grant execute on function refresh_import_statistics(regclass, uuid, integer) to meelespea_web, meelespea_worker;
