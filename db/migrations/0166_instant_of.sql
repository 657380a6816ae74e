-- The instant of a wall-clock time; null where the server does not know the zone. Looking that up in pg_timezone_names reads every file of
-- the zones' database, which was most of what a booking cost.
create function instant_of(wall timestamp, zone text) returns timestamptz language plpgsql stable as $$
begin
  return wall at time zone zone;
exception when invalid_parameter_value then
  return null;
end $$;
