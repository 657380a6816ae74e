-- Who may touch what. The portal works as meelespea_web inside one chain, sign-in and links as meelespea_auth, the worker's
-- chain-less work as meelespea_worker. None of them can log in: a connection takes a role for one transaction.
do $$
declare
  role_name text;
begin
  foreach role_name in array array['meelespea_web', 'meelespea_auth', 'meelespea_worker'] loop
    if not exists (select from pg_roles where rolname = role_name) then
      begin
        execute format('create role %I nologin', role_name);
      exception when duplicate_object or unique_violation then
        null; -- another database of the same server is being migrated at this moment
      end;
    end if;
    execute format('grant %I to %I', role_name, current_user);
    execute format('grant usage on schema public to %I', role_name);
  end loop;
end $$;

-- Time-sortable ids. PostgreSQL 18 makes them itself; older servers get the same layout (RFC 9562, section 5.7).
do $$
begin
  if current_setting('server_version_num')::int >= 180000 then
    create function uuid_v7() returns uuid language sql volatile as 'select uuidv7()';
  else
    create function uuid_v7() returns uuid language sql volatile as $f$
      select encode(
        set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
          placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1),
        'hex')::uuid
    $f$;
  end if;
end $$;

-- The chain of the running transaction; null outside one, and then row-level security shows nothing.
create function app_chain_id() returns uuid language sql stable as
  $$ select nullif(current_setting('app.chain_id', true), '')::uuid $$;

-- 71 random bits in letters and digits, short enough for the end of an SMS.
create function link_code() returns text language sql volatile as $$
  select translate(encode(substring(id from 1 for 6) || substring(id from 10 for 3), 'base64'), '+/', 'Zz')
  from (select uuid_send(gen_random_uuid()) as id) as random
$$;
