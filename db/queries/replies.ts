import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import type { ClinicScope } from '#db/queries/patients.ts'
import type { Wording } from '#lib/core/delivery-text.ts'
import type { ReplyMeaning } from '#lib/core/opt-out-words.ts'
import type { UnclearReason } from '#lib/core/reply-visit.ts'
import { DEFAULT_RETENTION } from '#lib/core/retention.ts'
import type { StatusAnswer } from '#lib/core/visit-answer.ts'

// Replies as the inbox shows them: those of the reader's clinics, newest first.

export type ReplyState = 'unread' | 'handled'

export type Reply = {
  id: string
  sender: string
  body: string
  /** After how many days the chain removed its words; null while they are kept. */
  removedAfterDays: number | null
  meaning: ReplyMeaning | null
  /** Why a yes or a no was left for a person. */
  unclear: UnclearReason | null
  /** What it did to an appointment; `undone` when somebody took that back. */
  did: { answer: StatusAnswer; appointmentId: string; startsAt: Date; zone: string; undone: boolean } | null
  receivedAt: Date
  handledAt: Date | null
  /** Null where it was acted on by itself. */
  handledBy: string | null
  /** Those of them that the reader may see, by last name. */
  patients: { id: string; firstName: string; lastName: string }[]
  /** The text it answers, unless another clinic sent it to somebody else of that number. */
  answered: { wording: Wording; params: string[] | null; sentAt: Date } | null
}

export const REPLIES_PER_PAGE = 30
/** Beyond this many, the exact number tells nobody what to do differently. */
export const UNREAD_COUNTED_UP_TO = 500

/** One page; `after` is the id of the last row seen. One row more than the limit tells that there is another page. */
export async function listReplies(
  tx: Tx,
  scope: ClinicScope,
  {
    state,
    after,
    limit = REPLIES_PER_PAGE,
  }: { state?: ReplyState | undefined; after?: string | undefined; limit?: number },
): Promise<Reply[]> {
  const { clinicIds } = scope
  const ofOwnClinics = (column: SQL) =>
    clinicIds === 'all' ? sql`true` : sql`${column} = any(${arrayLiteral(clinicIds)}::uuid[])`
  const rows = await tx.execute<Flat>(sql`
    select r.id, r.sender, r.body, r.meaning, r.unclear,
      case when r.body = '' and r.raw is null then coalesce((
        select text_days from retention kept where kept.chain_id = r.chain_id), ${DEFAULT_RETENTION.textDays}::int) end as "removedAfterDays", (
        select json_build_object('answer', v.answer, 'appointmentId', a.id, 'startsAt', a.starts_at, 'zone', c.zone, 'undone', v.undone_at is not null)
        from visit_answers v
        join appointments a on a.chain_id = v.chain_id and a.id = v.appointment_id
        join clinics c on c.chain_id = a.chain_id and c.id = a.clinic_id
        where v.chain_id = r.chain_id and v.reply_id = r.id and ${ofOwnClinics(sql`a.clinic_id`)} limit 1
      ) as did, to_json(r.received_at) #>> '{}' as "receivedAt",
      to_json(r.handled_at) #>> '{}' as "handledAt", s.name as "handledBy",
      coalesce((
        select json_agg(json_build_object('id', p.id, 'firstName', p.first_name, 'lastName', p.last_name) order by p.last_first)
        from patients p where p.chain_id = r.chain_id and p.id = any(r.patient_ids) and ${ofOwnClinics(sql`p.clinic_id`)}
      ), '[]') as patients,
      w.channel, w.purpose, w.language, w.subject, w.body as "wordingBody", d.params,
      to_json(coalesce(d.accepted_at, d.planned_at)) #>> '{}' as "sentAt"
    from replies r
    left join staff s on s.id = r.handled_by
    left join deliveries d on d.chain_id = r.chain_id and d.month = r.delivery_month and d.id = r.delivery_id
      and ${ofOwnClinics(sql`d.clinic_id`)}
    left join whole_chain.wordings w on w.chain_id = d.chain_id and w.id = d.wording_id
    where ${seenBy(scope)} and ${inState(state)} and ${after === undefined ? sql`true` : sql`r.id < ${after}::uuid`}
    order by r.id desc limit ${limit + 1}`)
  return rows.map(replyOf)
}

/** How many wait for somebody, counted up to UNREAD_COUNTED_UP_TO. */
export async function countUnreadReplies(tx: Tx, scope: ClinicScope): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from (
      select from replies r where ${seenBy(scope)} and r.handled_at is null limit ${UNREAD_COUNTED_UP_TO}
    ) unread`)
  return row?.count ?? 0
}

/** Marks a reply of the reader's clinics as handled, or as unread again. False when there is none, or it is so already. */
export async function setReplyHandled(
  tx: Tx,
  scope: ClinicScope,
  { replyId, handled, staffId }: { replyId: string; handled: boolean; staffId: string | null },
): Promise<boolean> {
  const rows = await tx.execute(sql`
    update replies r set handled_at = ${handled ? sql`now()` : sql`null`}, handled_by = ${handled ? staffId : null}::uuid
    where ${seenBy(scope)} and r.id = ${replyId} and (r.handled_at is null) = ${handled}
    returning r.id`)
  return rows.length > 0
}

/** A reply whose number is nobody's any more belongs to the chain, and so to those who see all of it. */
function seenBy({ chainId, clinicIds }: ClinicScope): SQL {
  const chain = sql`r.chain_id = ${chainId}`
  return clinicIds === 'all' ? chain : sql`${chain} and r.clinic_ids && ${arrayLiteral(clinicIds)}::uuid[]`
}

function inState(state: ReplyState | undefined): SQL {
  if (state === undefined) return sql`true`
  return state === 'unread' ? sql`r.handled_at is null` : sql`r.handled_at is not null`
}

type Plain = 'id' | 'sender' | 'body' | 'removedAfterDays' | 'meaning' | 'unclear' | 'handledBy' | 'patients'
type Flat = Pick<Reply, Plain> & {
  did: (Omit<NonNullable<Reply['did']>, 'startsAt'> & { startsAt: string }) | null
  receivedAt: string
  handledAt: string | null
  channel: Wording['channel'] | null
  purpose: Wording['purpose']
  language: string
  subject: string
  wordingBody: string
  params: string[] | null
  sentAt: string
}

function replyOf(row: Flat): Reply {
  const { channel, purpose, language, subject, wordingBody, params, sentAt, receivedAt, handledAt, did, ...reply } = row
  const wording = channel ? { channel, purpose, language, subject, body: wordingBody } : null
  return {
    ...reply,
    did: did && { ...did, startsAt: new Date(did.startsAt) },
    receivedAt: new Date(receivedAt),
    handledAt: handledAt ? new Date(handledAt) : null,
    answered: wording && { wording, params, sentAt: new Date(sentAt) },
  }
}
