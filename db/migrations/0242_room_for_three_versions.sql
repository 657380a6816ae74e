-- A delivery that leaves is written three times: planned, submitting, accepted. The third version finds its room on the page only when
-- the first can be cleared away, and it cannot while an older transaction runs: while a planner writes the next texts, or a campaign is
-- written down. Then it went to another page with an entry in every index. With room for all three it stays where it is.
do $$
declare
  partition text;
begin
  for partition in select inhrelid::regclass::text from pg_inherits where inhparent = 'deliveries'::regclass loop
    execute format('alter table %s set (fillfactor = 33)', partition);
  end loop;
end $$;

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
      execute format('create table %I partition of deliveries for values from (%L) to (%L) with (fillfactor = 33)',
        name, starts, (starts + interval '1 month')::date);
      perform open_delivery_partition(name);
      made := made + 1;
    end if;
  end loop;
  return made;
end $$;
