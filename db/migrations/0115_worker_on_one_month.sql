-- The worker writes most of its statements about one month, thousands of times. Over the parent each of them is planned for, and locks,
-- the partitions of all months; so it may name the month's own. Nobody else may: a chain's second lock is on the parent, and
-- whoever is not the worker sees nothing of a partition.
create function open_delivery_partition(name text) returns void
  language plpgsql set search_path = public, pg_temp as $$
begin
  execute format('alter table %I enable row level security', name);
  execute format('alter table %I force row level security', name);
  execute format('create policy worker_rows on %I to meelespea_worker using (true) with check (true)', name);
  execute format('grant select, update on %I to meelespea_worker', name);
end $$;
revoke all on function open_delivery_partition(text) from public;

create or replace function ensure_delivery_partitions(from_month date, months integer) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  starts date;
  name text;
  made integer := 0;
begin
  for starts in select (date_trunc('month', from_month) + make_interval(months => n))::date from generate_series(0, months - 1) as n loop
    name := 'deliveries_' || to_char(starts, 'YYYY_MM');
    if to_regclass(name) is null then
      execute format('create table %I partition of deliveries for values from (%L) to (%L) with (fillfactor = 50)',
        name, starts, (starts + interval '1 month')::date);
      perform open_delivery_partition(name);
      made := made + 1;
    end if;
  end loop;
  return made;
end $$;

select open_delivery_partition(inhrelid::regclass::text) from pg_inherits where inhparent = 'deliveries'::regclass;
