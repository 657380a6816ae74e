-- Row-level security names this function in every query; unless it is marked, no query of the portal runs on two cores.
alter function app_chain_id() parallel safe;

-- What a value adds to the length of a text, so that the exact cost of a campaign is one GROUP BY: n for a value of n characters of
-- GSM 03.38's basic table, -n where a letter outside it makes the whole text UCS-2. Only values that stand in a text as they are: letters
-- and digits of Latin and Cyrillic, single separators inside. 0 for anything else, empty ones too; those are rendered one by one
-- (lib/campaigns/text-groups.ts; its test holds the two alphabets against lib/core/sms-alphabet.ts).
create function value_shape(value text) returns smallint language sql immutable parallel safe as $$
  select (case
    when value ~ '^[A-Za-z0-9ÄÖÑÜÅÆØÇÉäöñüåæøàèéìòùß]+([ .''-][A-Za-z0-9ÄÖÑÜÅÆØÇÉäöñüåæøàèéìòùß]+)*$' then length(value)
    when value ~ '^[A-Za-z0-9\u00C0-\u017F\u0400-\u0481\u048A-\u04FF]+([ .''-][A-Za-z0-9\u00C0-\u017F\u0400-\u0481\u048A-\u04FF]+)*$' then -length(value)
    else 0
  end)::smallint
$$;
alter table patients
  add column first_name_shape smallint not null generated always as (value_shape(first_name)) stored,
  add column last_name_shape smallint not null generated always as (value_shape(last_name)) stored;

alter table campaigns
  -- What the sender wrote on the calendar; `send_at` is the instant that PostgreSQL made of it.
  add column send_at_local timestamp,
  add column send_at_zone text,
  -- Paused by a person, who resumes it, or by the end of sending hours, after which it goes on by itself.
  add column paused_for text check (paused_for in ('staff', 'hours')),
  -- What the recipients came to, where that no longer fits what was agreed at Send.
  add column review jsonb;

-- PostgreSQL 16 has it.
do $$
begin
  if current_setting('server_version_num')::int < 160000 then
    create function any_value_first(anyelement, anyelement) returns anyelement language sql immutable strict parallel safe as 'select $1';
    create aggregate any_value(anyelement) (
      sfunc = any_value_first, stype = anyelement, combinefunc = any_value_first, parallel = safe
    );
  end if;
end $$;
