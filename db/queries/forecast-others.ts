import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import type { ClinicScope } from '#db/queries/patients.ts'
import { BOOKED_STATUSES, VISIT_STATUSES } from '#lib/core/appointment-status.ts'

// What else leaves by itself in the days ahead: wishes, invitations and scheduled campaigns. None of it is planned as rows so early;
// it is counted from birthdays, last visits and what was agreed when a campaign was scheduled.

/** People of one language and one country of their number, for whom a day comes. */
export type PeopleOfDay = {
  day: string
  templateId: string
  channel: 'sms' | 'email'
  /** The language of the text, as it is chosen when it is sent; null is none. */
  language: string | null
  country: string | null
  people: number
}

/** Whose birthday comes, from a day on, where greetings are switched on. Minors count where their guardians get the wish. */
export async function countBirthdays(
  tx: Tx,
  scope: ClinicScope,
  { from, days }: { from: string; days: number },
): Promise<PeopleOfDay[]> {
  return tx.execute<PeopleOfDay>(sql`
    with s as materialized (select * from greeting_settings where chain_id = ${scope.chainId}),
    place as materialized (
      select c.id from clinics c where c.chain_id = ${scope.chainId} and ${own(scope)} and is_switched_on(c.chain_id, 'greetings', c.id)
    ), born as materialized (
      select d.day, md.* from s, generate_series(0, ${days}::int - 1) as n
      cross join lateral (
        select (${from}::date + n) as day, extract(day from make_date(extract(year from ${from}::date + n)::int, 3, 1) - 1) = 29 as leap
      ) as d
      cross join lateral (
        select extract(month from d.day) * 100 + extract(day from d.day) as md
        union all select 229 where not d.leap and to_char(d.day, 'MMDD') = case s.leap_day when 'feb_28' then '0228' else '0301' end
      ) as md
    )
    select born.day::text, s.template_id as "templateId", s.channel, ${language} as language, ${country} as country, count(*)::int as people
    from s cross join born
    join patients p on p.chain_id = ${scope.chainId} and extract(month from p.birth_date) * 100 + extract(day from p.birth_date) = born.md
    join place on place.id = p.clinic_id
    where not p.deceased and ${reachable} and p.birth_date < born.day
      and (s.minors = 'guardian' or p.birth_date + interval '18 years' <= born.day)
    group by 1, 2, 3, 4, 5`)
}

/** Whose last visit will have been so long ago, with no other booked now, where recall is switched on. */
export async function countRecallsAhead(
  tx: Tx,
  scope: ClinicScope,
  { from, days }: { from: string; days: number },
): Promise<PeopleOfDay[]> {
  const standing = arrayLiteral([...VISIT_STATUSES, ...BOOKED_STATUSES])
  return tx.execute<PeopleOfDay>(sql`
    with s as materialized (select * from recall_settings where chain_id = ${scope.chainId}),
    place as materialized (
      select c.id, c.zone from clinics c where c.chain_id = ${scope.chainId} and ${own(scope)} and is_switched_on(c.chain_id, 'recall', c.id)
    ), visit as materialized (
      select distinct on (a.patient_id) a.patient_id, a.starts_at from s join appointments a on a.chain_id = ${scope.chainId}
        and a.starts_at >= (${from}::date - make_interval(months => s.months) - interval '1 day')
        and a.starts_at < (${from}::date + ${days}::int - make_interval(months => s.months) + interval '2 days')
      where a.status = any(${arrayLiteral(VISIT_STATUSES)}::text[])
      order by a.patient_id, a.starts_at desc
    )
    select due.day::text, s.template_id as "templateId", s.channel, ${language} as language, ${country} as country, count(*)::int as people
    from s cross join visit
    join patients p on p.chain_id = ${scope.chainId} and p.id = visit.patient_id
    join place on place.id = p.clinic_id
    cross join lateral (
      select ((visit.starts_at at time zone place.zone)::date + make_interval(months => s.months))::date as day
    ) as due
    where not p.deceased and ${reachable} and due.day >= ${from}::date and due.day < ${from}::date + ${days}::int
      and not exists (
        select from appointments later where later.chain_id = ${scope.chainId} and later.patient_id = p.id
          and later.starts_at > visit.starts_at and later.status = any(${standing}::text[])
      )
    group by 1, 2, 3, 4, 5`)
}

export type ScheduledCampaign = { id: string; name: string; day: string; people: number; costMicro: number }

/** Campaigns that start in the days ahead, with what was agreed when they were scheduled. */
export async function listScheduledCampaigns(
  tx: Tx,
  { chainId, clinicIds }: ClinicScope,
  { from, days, zone }: { from: string; days: number; zone: string },
): Promise<ScheduledCampaign[]> {
  const seen =
    clinicIds === 'all'
      ? sql`true`
      : sql`(c.sender_clinic_ids is null or c.sender_clinic_ids && ${arrayLiteral(clinicIds)}::uuid[])`
  return tx.execute<ScheduledCampaign>(sql`
    select c.id, c.name, day::text, coalesce(c.people, 0)::int as people, coalesce(c.cost_micro, 0)::float8 as "costMicro"
    from campaigns c cross join lateral (select (c.send_at at time zone ${zone})::date as day) as at
    where c.chain_id = ${chainId} and c.status = 'scheduled' and c.archived_at is null and ${seen}
      and day >= ${from}::date and day < ${from}::date + ${days}::int
    order by c.send_at, c.id`)
}

function own({ clinicIds }: ClinicScope) {
  return clinicIds === 'all' ? sql`true` : sql`c.id = any(${arrayLiteral(clinicIds)}::uuid[])`
}

const language = sql`coalesce(p.language, s.no_language_as)`
const country = sql`case s.channel when 'sms' then p.phone_country end`
const reachable = sql`case s.channel when 'sms' then p.phone_kind = 'mobile' else p.email is not null end`
