import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import { clock } from '#db/clock.ts'
import type { ClinicScope } from '#db/queries/patients.ts'
import type { Horizon } from '#db/queries/personal-occasions.ts'
import { birthdays, lapsedVisits } from '#db/queries/personal-occasions.ts'
import type { PersonalKind } from '#db/queries/personal-texts.ts'
import type { PersonFacts } from '#lib/core/automatic-recipient.ts'
import { STOPPED_BY_OPT_OUT_OF } from '#lib/core/refusal-purposes.ts'

/** Everything that a verdict, a text and its price depend on. */
export type AheadFacts = PersonFacts & {
  /** On which it leaves, 'YYYY-MM-DD' at the clinic. */
  day: string
  templateId: string
  channel: 'sms' | 'email'
  noLanguageAs: string | null
  /** What has been decided already (written, or why not), or is certain: a minor, a day whose hours are over. */
  decided: string | null
  firstName: string
  lastName: string
  clinicName: string
  clinicPhone: string | null
}
export type AheadGroup = AheadFacts & { people: number }
export type AheadPerson = AheadFacts & { patientId: string; fullName: string }

/**
 * The people of the days ahead, those whose text would be the same together. Names are left blank where no text has them
 * (`withNames` false), so that there are few groups.
 */
export async function listAheadGroups(
  tx: Tx,
  scope: ClinicScope,
  kind: PersonalKind,
  horizon: Horizon,
  withNames: boolean,
): Promise<AheadGroup[]> {
  const names = withNames
    ? sql`p.first_name as "firstName", p.last_name as "lastName"`
    : sql`''::text as "firstName", ''::text as "lastName"`
  return tx.execute<AheadGroup>(sql`
    select grouped.*, count(*)::int as people from (
      select ${names}, ${facts(kind, horizon)} ${peopleOf(scope, kind, horizon)}
    ) as grouped group by ${sql.raw(Array.from({ length: FACTS }, (_, index) => index + 1).join(', '))} order by grouped.day`)
}

/** Some of these people, those whose day comes first. */
export async function listAheadPeople(
  tx: Tx,
  scope: ClinicScope,
  kind: PersonalKind,
  horizon: Horizon,
  limit: number,
): Promise<AheadPerson[]> {
  return tx.execute<AheadPerson>(sql`
    select p.first_name as "firstName", p.last_name as "lastName", ${facts(kind, horizon)}, p.id as "patientId",
      concat_ws(' ', p.first_name, p.last_name) as "fullName"
    ${peopleOf(scope, kind, horizon)} order by who.day, who.due_at, p.id limit ${limit}`)
}

/** Columns of `facts` with the two names before them. */
const FACTS = 16

function facts(kind: PersonalKind, { now }: Horizon) {
  const certain =
    kind === 'greeting'
      ? sql`case when who.minor then 'minor' when who.valid_until <= ${clock(now)} then 'too_late' end`
      : sql`null`
  // Who comes due when no text may leave any more, or on a holiday, gets it on the next day with sending hours.
  const day = sql`case when done.status <> 'planned' then who.day
    else greatest(who.day, (coalesce(done.due_at, who.due_at) at time zone c.zone)::date) end`
  return sql`(${day})::text as day, coalesce(variant.id, s.template_id) as "templateId", s.channel, s.no_language_as as "noLanguageAs",
    case when done.status <> 'planned' then coalesce(done.reason, done.status) else ${certain} end as decided,
    c.name as "clinicName", c.phone as "clinicPhone", p.deceased, p.language, case when p.phone is not null then '+' end as phone,
    p.phone_kind as "phoneKind", p.phone_country as "phoneCountry", exists (
      select from whole_chain.opt_outs o
      where o.chain_id = p.chain_id and o.channel = s.channel and o.withdrawn_at is null
        and o.address = case s.channel when 'sms' then p.phone else p.email end
        and o.purpose = any(${arrayLiteral(STOPPED_BY_OPT_OUT_OF[kind])}::text[])
    ) as refused, case when p.email is not null then '@' end as email`
}

// What was written for somebody counts, and their refusal, whichever clinic they were of then.
function peopleOf({ chainId, clinicIds }: ClinicScope, kind: PersonalKind, horizon: Horizon) {
  const greeting = kind === 'greeting'
  const own = clinicIds === 'all' ? sql`true` : sql`c.id = any(${arrayLiteral(clinicIds)}::uuid[])`
  return sql`
    from (${greeting ? birthdays(chainId, horizon) : lapsedVisits(chainId, horizon)}) as who
    join patients p on p.chain_id = ${chainId} and p.id = who.patient_id
    join clinics c on c.chain_id = ${chainId} and c.id = who.clinic_id
    join ${sql.raw(greeting ? 'greeting_settings' : 'recall_settings')} s on s.chain_id = ${chainId}
    left join ${sql.raw(greeting ? 'whole_chain.greetings' : 'whole_chain.recalls')} done on done.chain_id = ${chainId} and done.patient_id = who.patient_id
      and ${greeting ? sql`done.year = extract(year from who.day)::int` : sql`done.last_visit_on = who.last_visit_on`}
    left join templates variant on variant.chain_id = ${chainId} and variant.variant_of = s.template_id and variant.clinic_id = c.id
      and variant.archived_at is null
    where ${own}`
}
