import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import type { Decision } from '#db/queries/doubts.ts'
import type { ClinicScope } from '#db/queries/patients.ts'
import type { UndecidedFilter } from '#db/queries/undecided.ts'
import { ofFilter, undecided } from '#db/queries/undecided.ts'

export const UNDECIDED_PER_PAGE = 25

/** A text in doubt with all that is known of its way. */
export type UndecidedRow = {
  deliveryId: string
  month: string
  /** As exact as the database keeps it: the place in the list, with the id. */
  sinceText: string
  since: Date
  kind: string
  channel: 'sms' | 'email'
  campaignId: string | null
  campaignName: string | null
  patientId: string | null
  firstName: string | null
  lastName: string | null
  address: string | null
  clinicName: string | null
  zone: string | null
  language: string
  segments: number
  priceMicro: number
  attempt: number
  plannedAt: Date
  submittedAt: Date | null
  validUntil: Date
  provider: string | null
  detail: string | null
  handedAt: Date | null
  lookUps: number
  lookedUpAt: Date | null
  nextLookUpAt: Date | null
  lookUpAnswer: 'never_had_it' | 'cannot_say' | null
  purpose: 'offer' | 'notice'
  subject: string
  body: string
  params: string[] | null
}

export type UndecidedCursor = { toward: 'older' | 'newer'; sinceText: string; id: string }

/** One page, the newest doubt first, with whom it was for, wherever they are at home by now; toward newer it comes oldest first. One row over the limit means there is more. */
export async function listUndecided(
  tx: Tx,
  scope: ClinicScope,
  filter: UndecidedFilter,
  { cursor, limit = UNDECIDED_PER_PAGE }: { cursor?: UndecidedCursor | undefined; limit?: number } = {},
): Promise<UndecidedRow[]> {
  const than = sql.raw(cursor?.toward === 'newer' ? '>' : '<')
  const order = sql.raw(cursor?.toward === 'newer' ? 'asc' : 'desc')
  const rows = await tx.execute<Row>(sql`
    select u.delivery_id as "deliveryId", u.month::text as month, u.since::text as "sinceText", u.since, d.kind, d.channel,
      d.campaign_id as "campaignId", k.name as "campaignName", d.patient_id as "patientId", p.first_name as "firstName",
      p.last_name as "lastName", d.address, c.name as "clinicName", c.zone, d.language, d.segments, d.price_micro as "priceMicro",
      d.attempt, d.planned_at as "plannedAt", d.submitted_at as "submittedAt", d.valid_until as "validUntil", u.provider, u.detail,
      u.handed_at as "handedAt", u.look_ups as "lookUps", u.looked_up_at as "lookedUpAt", u.next_look_up_at as "nextLookUpAt",
      u.look_up_answer as "lookUpAnswer", w.purpose, w.subject, w.body, d.params
    from (
      select * from delivery_doubts u
      where ${undecided(scope)}${ofFilter(filter)}${
        cursor
          ? sql` and (u.since, u.delivery_id) ${than} (${cursor.sinceText}::timestamptz, ${cursor.id}::uuid)`
          : sql``
      }
      order by u.since ${order}, u.delivery_id ${order} limit ${limit + 1}
    ) as u
    join deliveries d on d.chain_id = u.chain_id and d.month = u.month and d.id = u.delivery_id
    join whole_chain.wordings w on w.chain_id = d.chain_id and w.id = d.wording_id
    left join whole_chain.patients p on p.chain_id = d.chain_id and p.id = d.patient_id
    left join clinics c on c.chain_id = d.chain_id and c.id = d.clinic_id
    left join whole_chain.campaigns k on k.chain_id = d.chain_id and k.id = d.campaign_id
    order by u.since ${order}, u.delivery_id ${order}`)
  return rows.map((row) => ({
    ...row,
    since: new Date(row.since),
    plannedAt: new Date(row.plannedAt),
    submittedAt: dateOrNull(row.submittedAt),
    validUntil: new Date(row.validUntil),
    handedAt: dateOrNull(row.handedAt),
    lookedUpAt: dateOrNull(row.lookedUpAt),
    nextLookUpAt: dateOrNull(row.nextLookUpAt),
  }))
}

/** What a provider answered or reported of a part of a text; `status` is null where it took the part and said nothing since. */
export type PartEvidence = {
  deliveryId: string
  part: number
  parts: number
  status: string | null
  at: Date
}

/** All that providers have told of some texts: the parts they took, and every receipt, oldest first. */
export async function listPartEvidence(
  tx: Tx,
  chainId: string,
  deliveryIds: readonly string[],
): Promise<PartEvidence[]> {
  const ids = sql`any(${arrayLiteral(deliveryIds)}::uuid[])`
  const rows = await tx.execute<Omit<PartEvidence, 'at'> & { at: string }>(sql`
    select f.delivery_id as "deliveryId", f.part, f.parts, null as status, f.accepted_at as at from delivery_refs f
    where f.chain_id = ${chainId} and f.delivery_id = ${ids}
    union all
    select f.delivery_id, f.part, f.parts, r.status, r.received_at
    from delivery_refs f join receipts r on r.provider = f.provider and r.ref = f.ref
    where f.chain_id = ${chainId} and f.delivery_id = ${ids}
    order by 5, 2`)
  return rows.map((row) => ({ ...row, at: new Date(row.at) }))
}

/** Of one text that is or was in doubt: why, since when, and who or what ended it. */
export type DoubtOfDelivery = {
  detail: string | null
  since: Date
  handedAt: Date | null
  decision: Decision | null
  decidedAt: Date | null
  decidedBy: string | null
  resendId: string | null
}

export async function findDoubtOf(tx: Tx, chainId: string, deliveryId: string): Promise<DoubtOfDelivery | null> {
  const [row] = await tx.execute<{
    [Name in keyof DoubtOfDelivery]: Exclude<DoubtOfDelivery[Name], Date> | string
  }>(sql`
    select u.detail, u.since, u.handed_at as "handedAt", u.decision, u.decided_at as "decidedAt", s.name as "decidedBy",
      u.resend_id as "resendId"
    from delivery_doubts u left join staff s on s.chain_id = u.chain_id and s.id = u.decided_by
    where u.chain_id = ${chainId} and u.delivery_id = ${deliveryId}`)
  if (!row) return null
  const { since, handedAt, decidedAt } = row
  return {
    ...(row as unknown as DoubtOfDelivery),
    since: new Date(since),
    handedAt: dateOrNull(handedAt),
    decidedAt: dateOrNull(decidedAt),
  }
}

function dateOrNull(text: string | null): Date | null {
  return text === null ? null : new Date(text)
}

type Instants = 'since' | 'plannedAt' | 'submittedAt' | 'validUntil' | 'handedAt' | 'lookedUpAt' | 'nextLookUpAt'
type Row = Omit<UndecidedRow, Instants> & {
  [Name in Instants]: null extends UndecidedRow[Name] ? string | null : string
}
