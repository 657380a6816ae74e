import type { Database } from '#db/client.ts'
import { DOCTORS, FIRST_NAMES, LAST_NAMES } from '#db/seed/names.ts'

// Invented people, made by the database itself from their number: the same number always gives the same person.
// What is random below are bits of a hash: a = who, b = name, c = phone (of the family), d = visits.

/** How many people one statement makes: enough to be fast, few enough to show progress and to stop at once. */
export const PEOPLE_PER_STATEMENT = 20_000

/** The highest number of a person that this seed made in the chain; 0 when there is none. */
export async function lastSeeded({ $client: sql }: Database, chainId: string): Promise<number> {
  return sql.begin(async (tx) => {
    await tx`select set_config('role', 'meelespea_worker', true)`
    const [row] = await tx<{ code: string }[]>`
      select code from patients
      where chain_id = ${chainId} and code >= 'S' and code < 'T' and code ~ '^S[0-9]{8}$'
      order by code desc limit 1`
    return row ? Number(row.code.slice(1)) : 0
  })
}

/** Makes the people numbered `from` to `to` with their visits and consents, in one statement. */
export async function seedPatients(
  { $client: sql }: Database,
  chain: { id: string; clinicIds: string[] },
  { from, to }: { from: number; to: number },
): Promise<void> {
  await sql.begin(async (tx) => {
    // The rows refer to each other correctly by construction: checking each again would double the time.
    await tx`select set_config('session_replication_role', 'replica', true) where current_setting('is_superuser') = 'on'`
    await tx`select set_config('synchronous_commit', 'off', true), set_config('role', 'meelespea_worker', true)`
    await tx`
      with hashed as (
        select n, hashint8extended(n, 1) as a, hashint8extended(n, 2) as b, hashint8extended(n, 4) as d,
          hashint8extended(case when hashint8extended(n, 1) >> 48 & 15 = 0 then n - 1 else n end, 3) as c
        from generate_series(${from}::bigint, ${to}::bigint) as n
      ), traits as (
        select n, a, b, c, d,
          case when a & 1023 < 573 then 'et' when a & 1023 < 839 then 'ru' when a & 1023 < 901 then 'en'
            when a & 1023 < 930 then 'fi' end as language,
          case when a >> 10 & 1 = 1 then 'female' else 'male' end as gender,
          case when a >> 11 & 1023 < 900 then 'EE' when a >> 11 & 1023 < 955 then 'FI' when a >> 11 & 1023 < 975 then 'LV'
            when a >> 11 & 1023 < 993 then 'RU' when a >> 11 & 1023 < 1010 then 'SE' else 'DE' end as country,
          case when c & 1023 < 940 then 'mobile' when c & 1023 < 970 then 'landline' when c & 1023 < 988 then 'invalid'
            else 'none' end as phone_kind,
          case when c >> 10 & 1023 < 930 then 'EE' when c >> 10 & 1023 < 970 then 'FI' when c >> 10 & 1023 < 985 then 'LV'
            when c >> 10 & 1023 < 997 then 'RU' when c >> 10 & 1023 < 1013 then 'SE' else 'DE' end as phone_country,
          lpad(((c >> 20 & 4294967295) % 10000000)::text, 7, '0') as seven
        from hashed
      ), people as materialized (
        select *, uuid_v7() as id, 'S' || lpad(n::text, 8, '0') as code,
          (${chain.clinicIds}::uuid[])[1 + (a >> 21 & 255) * (a >> 29 & 255) * ${chain.clinicIds.length} / 65536] as clinic_id,
          case
            when language = 'ru' and gender = 'female' then (${FIRST_NAMES.ru.female}::text[])[1 + (b & 31)]
            when language = 'ru' then (${FIRST_NAMES.ru.male}::text[])[1 + (b & 31)]
            when language = 'en' and gender = 'female' then (${FIRST_NAMES.en.female}::text[])[1 + (b & 31)]
            when language = 'en' then (${FIRST_NAMES.en.male}::text[])[1 + (b & 31)]
            when gender = 'female' then (${FIRST_NAMES.et.female}::text[])[1 + (b & 31)]
            else (${FIRST_NAMES.et.male}::text[])[1 + (b & 31)] end as first_name,
          case
            when language = 'ru' and gender = 'female' then (${LAST_NAMES.ru.female}::text[])[1 + (b >> 5 & 31)]
            when language = 'ru' then (${LAST_NAMES.ru.male}::text[])[1 + (b >> 5 & 31)]
            when language = 'en' then (${LAST_NAMES.en.female}::text[])[1 + (b >> 5 & 31)]
            else (${LAST_NAMES.et.female}::text[])[1 + (b >> 5 & 31)] end as last_name,
          case
            when phone_kind = 'landline' then '+37261' || left(seven, 5)
            when phone_kind <> 'mobile' then null
            when phone_country = 'EE' then '+3725' || substr('34568', 1 + (c >> 52 & 255)::int % 5, 1) || left(seven, 6)
            when phone_country = 'FI' then '+35840' || seven
            when phone_country = 'LV' then '+37129' || left(seven, 6)
            when phone_country = 'RU' then '+7916' || seven
            when phone_country = 'SE' then '+46701' || left(seven, 6)
            else '+491511' || seven end as phone
        from traits
      ), new_patients as (
        insert into patients (chain_id, id, code, first_name, last_name, birth_date, gender, phone_typed, phone, phone_kind,
          phone_country, email, language, country, clinic_id, balance_micro, deceased)
        select ${chain.id}, id, code, first_name, last_name, date '1936-01-01' + (b >> 12 & 65535)::int % 32800, gender,
          case phone_kind when 'none' then null when 'invalid' then '5' || left(seven, 4)
            else case when c >> 60 & 1 = 1 or phone_country <> 'EE' then phone else substr(phone, 5, 4) || ' ' || substr(phone, 9) end end,
          phone, phone_kind, case when phone is not null then case phone_kind when 'landline' then 'EE' else phone_country end end,
          case when b >> 30 & 1023 < 553 then 'patient' || n || '@example.ee' end,
          language, country, clinic_id,
          case when b >> 40 & 1023 < 106 then -10000 * (500 + (b >> 50 & 4095)) else 0 end,
          a >> 37 & 1023 < 12
        from people
      ), new_consents as (
        insert into consents (chain_id, patient_id, purpose, channel, source, given_at)
        select ${chain.id}, id, 'marketing', 'any', 'seed', now() - make_interval(days => (d >> 40 & 511)::int)
        from people where d >> 50 & 1023 < 724
      )
      insert into appointments (chain_id, code, patient_id, clinic_id, starts_at, duration_minutes, doctor, office, status)
      select ${chain.id}, code || '-' || visit, id, clinic_id, starts_at, (array[30, 30, 60, 90])[1 + (e & 3)],
        (${[...DOCTORS]}::text[])[1 + (e >> 2 & 7)], (1 + (e >> 5 & 7))::text,
        case when starts_at < now()
          then case when e >> 8 & 127 < 104 then 'completed' when e >> 8 & 127 < 113 then 'no_show' else 'cancelled' end
          else case when e >> 8 & 127 < 77 then 'scheduled' when e >> 8 & 127 < 113 then 'confirmed' else 'out_of_reach' end
        end
      from people
        cross join lateral generate_series(1, case d & 7 when 0 then 4 when 1 then 3 else (d >> 3 & 1)::int end) as visit
        cross join lateral (select hashint8extended(d, visit) as e) as hashed_visit
        cross join lateral (select (current_date - 730 + ((e >> 15 & 65535) % 820)::int
          + make_time(8 + (e >> 31 & 15)::int % 10, 15 * (e >> 35 & 3)::int, 0)) at time zone 'Europe/Tallinn' as starts_at) as moment`
  })
}

/** How many patients the database holds, as the planner believes. */
export async function countPatientsRoughly({ $client: sql }: Database): Promise<number> {
  const [row] = await sql<
    { people: number }[]
  >`select greatest(reltuples, 0)::bigint as people from pg_class where oid = 'patients'::regclass`
  return row?.people ?? 0
}

/** Tells the planner what has arrived. */
export async function analyzeSeeded({ $client: sql }: Database): Promise<void> {
  await sql`analyze patients, appointments, consents`
}
