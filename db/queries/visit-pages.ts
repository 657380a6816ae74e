import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import type { AppointmentStatus } from '#lib/core/appointment-status.ts'
import type { VisitAnswer } from '#lib/core/visit-answer.ts'

// The page of a text about visits. Its code is found before anybody knows the chain; everything else is read inside it.

export type VisitLink = { code: string; chainId: string; month: string; deliveryId: string; language: string }

/** Whose text the code stands in; runs before a chain is known. */
export async function findVisitLink(authTx: Tx, code: string): Promise<VisitLink | null> {
  const [row] = await authTx.execute<VisitLink>(sql`
    select code, chain_id as "chainId", month::text, delivery_id as "deliveryId", language from visit_links where code = ${code}`)
  return row ?? null
}

export type VisitOnPage = {
  appointmentId: string
  version: number
  /** What the text told, where that is not so any more. */
  toldStartsAt: Date | null
  startsAt: Date
  durationMinutes: number
  status: AppointmentStatus
  doctor: string | null
  office: string | null
  patientId: string
  firstName: string
  clinicId: string
  clinicName: string
  clinicPhone: string | null
  zone: string
  clinicLanguage: string
  /** Somebody at this number or address has said that they are not this patient. */
  wrongContact: boolean
  /** The patient has asked to be called, and nobody has yet. */
  waitsForCall: boolean
  /** The patient's own latest yes or no that stands. */
  answer: Extract<VisitAnswer, 'confirm' | 'decline'> | null
}

export type VisitText = {
  chainName: string
  channel: 'sms' | 'email'
  /** Where the text went; null where retention has taken it away. */
  address: string | null
  /** The page on which a refusal in force there can be taken back; null where there is none. */
  refusalCode: string | null
  visits: VisitOnPage[]
}

/** For so long after a visit its link still says that it is over; then it leads nowhere. */
const REMEMBERED_DAYS = 30

/**
 * The visits that a text told of, as they are now, in the order of their times. One that has become somebody else's is not among them;
 * null when none is left.
 */
export async function findVisitText(tx: Tx, { chainId, month, deliveryId }: VisitLink): Promise<VisitText | null> {
  const rows = await tx.execute<Flat>(sql`
    select h.name as "chainName", d.channel, d.address, (
        select l.code from contact_links l
        join opt_outs o on o.chain_id = l.chain_id and o.channel = l.channel and o.address = l.address and o.purpose = 'all' and o.withdrawn_at is null
        where l.chain_id = ${chainId} and l.channel = d.channel and l.address = d.address limit 1
      ) as "refusalCode", a.id as "appointmentId", a.version, a.status, a.doctor, a.office,
      a.duration_minutes as "durationMinutes", to_json(a.starts_at) #>> '{}' as "startsAt",
      case when (r.starts_at, r.clinic_id) is distinct from (a.starts_at, a.clinic_id) then to_json(r.starts_at) #>> '{}' end as "toldStartsAt",
      p.id as "patientId", p.first_name as "firstName", c.id as "clinicId", c.name as "clinicName", c.phone as "clinicPhone", c.zone,
      c.default_language as "clinicLanguage",
      exists (
        select from wrong_contacts w
        where w.chain_id = ${chainId} and w.patient_id = p.id and w.channel = d.channel and w.address = d.address and w.corrected_at is null
      ) as "wrongContact",
      exists (
        select from visit_answers v where v.chain_id = ${chainId} and v.appointment_id = a.id and v.answer = 'call' and v.handled_at is null
      ) as "waitsForCall",
      (
        select v.answer from visit_answers v
        where v.chain_id = ${chainId} and v.appointment_id = a.id and v.answer in ('confirm', 'decline') and v.undone_at is null
          and v.appointment_version = a.version
        order by v.id desc limit 1
      ) as answer
    from deliveries d
    join chains h on h.id = d.chain_id
    join reminders r on r.chain_id = ${chainId} and r.delivery_id = d.id
    join appointments a on a.chain_id = ${chainId} and a.id = r.appointment_id and a.patient_id = r.patient_id
    join patients p on p.chain_id = ${chainId} and p.id = a.patient_id and not p.deceased
    join clinics c on c.chain_id = ${chainId} and c.id = a.clinic_id
    where d.chain_id = ${chainId} and d.month = ${month}::date and d.id = ${deliveryId}
      and a.starts_at > now() - make_interval(days => ${REMEMBERED_DAYS}::int)
    order by a.starts_at, a.id`)
  const [first] = rows
  if (!first) return null
  return {
    chainName: first.chainName,
    channel: first.channel,
    address: first.address,
    refusalCode: first.refusalCode,
    visits: rows.map(({ chainName: _chain, channel: _channel, address: _address, refusalCode: _code, ...visit }) => ({
      ...visit,
      startsAt: new Date(visit.startsAt),
      toldStartsAt: visit.toldStartsAt === null ? null : new Date(visit.toldStartsAt),
    })),
  }
}

type Flat = Omit<VisitOnPage, 'startsAt' | 'toldStartsAt'> &
  Pick<VisitText, 'chainName' | 'channel' | 'address' | 'refusalCode'> & {
    startsAt: string
    toldStartsAt: string | null
  }
