import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import { prepared } from '#db/prepared.ts'
import type { ClinicScope } from '#db/queries/patients.ts'
import { dayPlus } from '#lib/core/calendar-day.ts'
import type { Category } from '#lib/core/category.ts'
import { KIND_OF } from '#lib/core/category.ts'
import type { DeliveryStatus } from '#lib/core/delivery-status.ts'
import type { TextPurpose } from '#lib/core/refusal-purposes.ts'

// What stands beside the page of a kind of texts. Nothing here counts deliveries: sums come from delivery_days, and rows by an index
// (by the primary key for bulk mail), newest first.

export type Days = { from: string; to: string }

export type CategoryText = {
  id: string
  month: string
  channel: 'sms' | 'email'
  language: string
  address: string | null
  status: DeliveryStatus
  segments: number
  priceMicro: number
  at: string
  zone: string
  params: string[] | null
  purpose: TextPurpose
  subject: string
  body: string
  patientId: string | null
  patientName: string
  campaignId: string | null
  campaignName: string | null
  /** What a reminder is about, and by which rule it went. */
  appointmentId: string | null
  visitAt: string | null
  ruleId: string | null
}

/** The newest texts of a category in some days of their clinics' calendars. */
export async function listCategoryTexts(
  tx: Tx,
  { chainId, clinicIds }: ClinicScope,
  category: Category,
  { from, to }: Days,
  limit: number,
): Promise<CategoryText[]> {
  const own = clinicIds === 'all' ? sql`true` : sql`d.clinic_id = any(${arrayLiteral(clinicIds)}::uuid[])`
  return tx.execute<CategoryText>(sql`
    with newest as materialized (
      select d.*, c.zone from deliveries d join clinics c on c.chain_id = d.chain_id and c.id = d.clinic_id
      where d.chain_id = ${chainId} and d.kind = ${sql.raw(`'${KIND_OF[category]}'`)} and ${own}
        and d.month between ${monthOf(dayPlus(from, -1))}::date and ${monthOf(dayPlus(to, 1))}::date
        -- Ids begin with their instant: they lead to the days, whose clinics' midnights decide.
        and d.id between ${idFrom(dayPlus(from, -1))}::uuid and ${idFrom(dayPlus(to, 2))}::uuid
        and (d.planned_at at time zone c.zone)::date between ${from}::date and ${to}::date
      order by d.month desc, d.id desc limit ${limit}
    )
    select n.id, n.month::text, n.channel, n.language, n.address, n.status, n.segments, (case when n.free_if_undelivered and n.status in ('undelivered', 'expired') then 0 else n.price_micro end)::float8 as "priceMicro",
      to_json(coalesce(n.submitted_at, n.planned_at)) #>> '{}' as at, n.zone, n.params, w.purpose, w.subject, w.body,
      p.id as "patientId", trim(coalesce(p.first_name, '') || ' ' || coalesce(p.last_name, '')) as "patientName",
      g.id as "campaignId", g.name as "campaignName",
      about.appointment_id as "appointmentId", to_json(about.starts_at) #>> '{}' as "visitAt", about.rule_id as "ruleId"
    from newest n
    -- Whom it went to may have moved to another clinic since.
    join whole_chain.wordings w on w.chain_id = n.chain_id and w.id = n.wording_id
    left join whole_chain.patients p on p.chain_id = n.chain_id and p.id = n.patient_id
    left join whole_chain.campaigns g on g.chain_id = n.chain_id and g.id = n.campaign_id
    left join lateral (
      select r.appointment_id, r.starts_at, r.rule_id from reminders r
      where r.chain_id = n.chain_id and r.delivery_id = coalesce(n.resend_of, n.id) order by r.starts_at limit 1
    ) as about on n.kind = 'reminder'
    order by n.month desc, n.id desc`)
}

/** Texts of a category by day and status, for days of the clinics' calendars. */
export async function sumCategoryDays(
  tx: Tx,
  { chainId, clinicIds }: ClinicScope,
  category: Category,
  { from, to }: Days,
): Promise<{ day: string; status: DeliveryStatus; texts: number; costMicro: number }[]> {
  const own = clinicIds === 'all' ? sql`true` : sql`clinic_id = any(${arrayLiteral(clinicIds)}::uuid[])`
  return prepared(
    tx,
    sql`
    select day::text, status, sum(texts)::int as texts, sum(cost_micro)::float8 as "costMicro" from delivery_days
    where chain_id = ${chainId} and day between ${from}::date and ${to}::date and kind = ${KIND_OF[category]} and ${own}
    group by 1, 2`,
  )
}

const monthOf = (day: string) => `${day.slice(0, 7)}-01`

/** The smallest id that could have been made from the beginning of a day on (in UTC). */
function idFrom(day: string): string {
  const hex = Date.parse(`${day}T00:00:00Z`).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}
