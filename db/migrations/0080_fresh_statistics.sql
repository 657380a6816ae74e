-- A month begins with an empty partition, and until autovacuum looks at it the planner knows nothing of what was just written
-- there: a lookup by primary key may go through another index that begins with the chain as well, and read all its deliveries.
-- Whoever has written many calls this; it does nothing unless the partition has grown to more than twice what is known of it.
create function refresh_delivery_statistics(of_month date) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  partition regclass := to_regclass('deliveries_' || to_char(of_month, 'YYYY_MM'));
  pages bigint := pg_relation_size(partition) / current_setting('block_size')::int;
begin
  if pages is null or pages <= 2 * (select relpages from pg_class where oid = partition) + 16 then
    return false;
  end if;
  execute format('analyze %s', partition);
  return true;
end $$;
revoke all on function refresh_delivery_statistics(date) from public;
grant execute on function refresh_delivery_statistics(date) to meelespea_web, meelespea_worker;
