import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { replies } from '#db/schema/replies.ts'

// Replies as the worker takes them in: whose number, stored once, put together from parts.

/** Whose number somebody wrote from, and what went to it last. */
export type Readership = {
  chainId: string
  patientIds: string[]
  clinicIds: string[]
  delivery: { month: string; deliveryId: string; language: string } | null
}

/**
 * The chain whose text went to a number last, with everybody there whose number it is. A number that only an offer's link still
 * knows has nobody. Null when no chain knows it.
 *
 * Chain by chain, since the indexes of patients begin with the chain: chains are few, and replies are rare.
 */
export async function findReadership(tx: Tx, phone: string): Promise<Readership | null> {
  const [row] = await tx.execute<{
    chainId: string
    patientIds: string[]
    clinicIds: string[]
    month: string | null
    deliveryId: string | null
    language: string | null
  }>(sql`
    select c.id as "chainId", readers.patient_ids as "patientIds", readers.clinic_ids as "clinicIds",
      latest.month, latest.id as "deliveryId", latest.language
    from chains c
    cross join lateral (
      select coalesce(array_agg(p.id order by p.id), '{}') as patient_ids,
        coalesce(array_agg(distinct p.clinic_id), '{}') as clinic_ids
      from patients p where p.chain_id = c.id and p.phone = ${phone}
    ) readers
    left join lateral (
      select d.month::text as month, d.id, d.language, d.planned_at from deliveries d
      where d.chain_id = c.id and d.patient_id = any(readers.patient_ids) and d.channel = 'sms'
        and d.status in ('submitting', 'unknown', 'accepted', 'undelivered', 'expired', 'delivered')
        and (d.address is null or d.address = ${phone})
      order by d.planned_at desc limit 1
    ) latest on true
    where cardinality(readers.patient_ids) > 0
      or exists (select from contact_links l where l.chain_id = c.id and l.channel = 'sms' and l.address = ${phone})
    order by latest.planned_at desc nulls last, cardinality(readers.patient_ids) desc, c.id
    limit 1`)
  if (!row) return null
  const { month, deliveryId, language, ...readership } = row
  const delivery = month && deliveryId ? { month, deliveryId, language: language ?? '' } : null
  return { ...readership, delivery }
}

export type NewReply = Omit<typeof replies.$inferInsert, 'id' | 'storedAt'>

/** Null when it was stored before. */
export async function insertReply(tx: Tx, reply: NewReply): Promise<string | null> {
  const [row] = await tx.insert(replies).values(reply).onConflictDoNothing().returning({ id: replies.id })
  return row?.id ?? null
}

export type ReplyPart = {
  provider: string
  providerId: string
  sender: string
  recipient: string
  reference: number
  total: number
  number: number
  body: string
  receivedAt: Date
}

export async function insertReplyPart(tx: Tx, part: ReplyPart): Promise<void> {
  await tx.execute(sql`
    insert into reply_parts (provider, provider_id, sender, recipient, reference, total, number, body, received_at)
    values (${part.provider}, ${part.providerId}, ${part.sender}, ${part.recipient}, ${part.reference}, ${part.total},
      ${part.number}, ${part.body}, ${part.receivedAt.toISOString()}::timestamptz)
    on conflict (provider, provider_id) do nothing`)
}

/** Takes the parts of texts that are whole, or that have waited for the rest for `patienceMinutes`. Each is taken once. */
export async function takeReplyParts(tx: Tx, patienceMinutes: number): Promise<ReplyPart[]> {
  const rows = await tx.execute<Omit<ReplyPart, 'receivedAt'> & { receivedAt: string }>(sql`
    with whole as (
      select provider, sender, recipient, reference, total from reply_parts where not gathered
      group by provider, sender, recipient, reference, total
      having count(distinct number) = total or max(stored_at) < now() - make_interval(mins => ${patienceMinutes}::int)
    )
    update reply_parts p set gathered = true from whole w
    where not p.gathered and p.provider = w.provider and p.sender = w.sender and p.recipient = w.recipient
      and p.reference = w.reference and p.total = w.total
    returning p.provider, p.provider_id as "providerId", p.sender, p.recipient, p.reference, p.total, p.number, p.body,
      to_json(p.received_at) #>> '{}' as "receivedAt"`)
  return rows.map((row) => ({ ...row, receivedAt: new Date(row.receivedAt) }))
}

/** Forgets parts whose text has long been whole. */
export async function forgetReplyParts(tx: Tx, afterDays: number): Promise<void> {
  await tx.execute(sql`
    delete from reply_parts where gathered and stored_at < now() - make_interval(days => ${afterDays}::int)`)
}
