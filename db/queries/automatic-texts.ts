import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import { clock } from '#db/clock.ts'
import { prepared } from '#db/prepared.ts'
import type { TextPurpose } from '#lib/core/refusal-purposes.ts'
import type { Ending } from '#lib/core/template-text.ts'

// What every text that sends itself needs, whatever rule it comes from: templates as they are now, frozen wordings, links, and the
// writing of deliveries with their batches.

export type TemplateText = {
  templateId: string
  version: number
  language: string
  subject: string
  body: string
  endings: Ending[]
}

/** The texts of the present versions of some templates. */
export async function listTemplateTexts(
  tx: Tx,
  chainId: string,
  templateIds: readonly string[],
): Promise<TemplateText[]> {
  if (templateIds.length === 0) return []
  return tx.execute<TemplateText>(sql`
    select t.id as "templateId", t.version, x.language, x.subject, x.body, x.endings
    from templates t join template_texts x on x.chain_id = t.chain_id and x.template_id = t.id and x.version = t.version
    where t.chain_id = ${chainId} and t.id = any(${arrayLiteral(templateIds)}::uuid[])`)
}

export type TemplateWording = {
  templateId: string
  version: number
  language: string
  channel: 'sms' | 'email'
  purpose: TextPurpose
  subject: string
  body: string
}

/** Freezes texts of templates; those frozen before stay as they are, for a version never changes. */
export async function freezeTemplateWordings(
  tx: Tx,
  chainId: string,
  texts: readonly TemplateWording[],
): Promise<{ id: string; templateId: string; language: string; channel: 'sms' | 'email' }[]> {
  if (texts.length === 0) return []
  const column = (name: keyof TemplateWording) => sql`${arrayLiteral(texts.map((text) => text[name]))}`
  const given = sql`unnest(${column('templateId')}::uuid[], ${column('version')}::int[], ${column('language')}::text[], ${column('channel')}::text[],
    ${column('purpose')}::text[], ${column('subject')}::text[], ${column('body')}::text[])
    as t (template_id, version, language, channel, purpose, subject, body)`
  await tx.execute(sql`
    insert into wordings (chain_id, template_id, version, language, channel, purpose, subject, body)
    select ${chainId}::uuid, t.* from ${given}
    on conflict (chain_id, template_id, version, language, channel) where template_id is not null do nothing`)
  return tx.execute(sql`
    select w.id, w.template_id as "templateId", w.language, w.channel
    from ${given} join wordings w on w.chain_id = ${chainId} and w.template_id = t.template_id and w.version = t.version
      and w.language = t.language and w.channel = t.channel`)
}

/** The code by which each number or address refuses; made for who has none. */
export async function findContactCodes(
  tx: Tx,
  chainId: string,
  channel: 'sms' | 'email',
  people: readonly { address: string; language: string }[],
): Promise<Map<string, string>> {
  const addresses = arrayLiteral(people.map(({ address }) => address))
  await tx.execute(sql`
    insert into contact_links (chain_id, channel, address, language)
    select ${chainId}::uuid, ${channel}, address, min(language)
    from unnest(${addresses}::text[], ${arrayLiteral(people.map(({ language }) => language))}::text[]) as t (address, language)
    group by address order by address
    on conflict (chain_id, channel, address) do nothing`)
  const rows = await tx.execute<{ address: string; code: string }>(sql`
    select address, code from contact_links
    where chain_id = ${chainId} and channel = ${channel} and address = any(${addresses}::text[])`)
  return new Map(rows.map(({ address, code }) => [address, code]))
}

/** Writes the links that stand at the end of texts about visits, one for each delivery. */
export async function insertVisitLinks(
  tx: Tx,
  chainId: string,
  month: string,
  links: readonly { deliveryId: string; language: string; code: string }[],
): Promise<void> {
  if (links.length === 0) return
  await prepared(
    tx,
    sql`
    insert into visit_links (chain_id, month, delivery_id, language, code)
    select ${chainId}::uuid, ${month}::date, * from unnest(
      ${arrayLiteral(links.map(({ deliveryId }) => deliveryId))}::uuid[], ${arrayLiteral(links.map(({ language }) => language))}::text[],
      ${arrayLiteral(links.map(({ code }) => code))}::text[])`,
  )
}

/** The present month of deliveries, and the beginning of ids that nobody else makes: those of one batch stand together, whatever the clock. */
export async function beginDeliveries(tx: Tx): Promise<{ month: string; idBeginning: string }> {
  const [row] = await tx.execute<{ month: string; idBeginning: string }>(sql`
    select date_trunc('month', now() at time zone 'UTC')::date::text as month, left(uuid_v7()::text, 24) as "idBeginning"`)
  if (!row) throw new Error('no month')
  return row
}

export type NewDelivery = {
  deliveryId: string
  patientId: string
  clinicId: string
  address: string
  country: string | null
  language: string
  wordingId: string
  params: readonly string[]
  segments: number
  priceMicro: number
  freeIfUndelivered: boolean
  validUntil: Date
}

export type DeliveryRun = {
  chainId: string
  month: string
  kind: 'reminder' | 'greeting' | 'recall'
  channel: 'sms' | 'email'
  holdId: string | null
  priority: number
}

/** Writes deliveries of a channel; with their batches. */
export async function insertDeliveries(
  tx: Tx,
  run: Omit<DeliveryRun, 'holdId' | 'priority'>,
  rows: readonly NewDelivery[],
): Promise<void> {
  const column = (name: keyof NewDelivery) =>
    sql`${arrayLiteral(rows.map((row) => row[name] as string | number | boolean | null))}`
  await prepared(
    tx,
    sql`
    insert into deliveries (chain_id, month, kind, channel, id, patient_id, clinic_id, address, country, language, wording_id, params, segments,
      price_micro, free_if_undelivered, valid_until)
    select ${run.chainId}::uuid, ${run.month}::date, ${run.kind}, ${run.channel}, t.id, t.patient_id, t.clinic_id, t.address, t.country,
      t.language, t.wording_id, t.params::text[], t.segments, t.price_micro, t.free_if_undelivered,
      t.valid_until
    from unnest(${column('deliveryId')}::uuid[], ${column('patientId')}::uuid[], ${column('clinicId')}::uuid[], ${column('address')}::text[],
      ${column('country')}::text[], ${column('language')}::text[], ${column('wordingId')}::uuid[],
      ${arrayLiteral(rows.map(({ params }) => arrayLiteral(params)))}::text[], ${column('segments')}::smallint[], ${column('priceMicro')}::bigint[],
      ${column('freeIfUndelivered')}::boolean[],
      ${arrayLiteral(rows.map(({ validUntil }) => validUntil.toISOString()))}::timestamptz[]
    ) as t (id, patient_id, clinic_id, address, country, language, wording_id, params, segments, price_micro, free_if_undelivered, valid_until)`,
  )
}

/** Writes batches over deliveries whose ids stand together. `clinicId` is one of the clinics whose sending hours the batch keeps. */
export async function insertAutomaticBatches(
  tx: Tx,
  run: DeliveryRun,
  batches: readonly { firstId: string; lastId: string; size: number; clinicId: string | null }[],
): Promise<void> {
  await tx.execute(sql`
    insert into batches (chain_id, month, channel, kind, priority, hold_id, first_id, last_id, size, clinic_id)
    select ${run.chainId}::uuid, ${run.month}::date, ${run.channel}, ${run.kind}, ${run.priority}::smallint, ${run.holdId}::uuid, t.*
    from unnest(${arrayLiteral(batches.map(({ firstId }) => firstId))}::uuid[], ${arrayLiteral(batches.map(({ lastId }) => lastId))}::uuid[],
      ${arrayLiteral(batches.map(({ size }) => size))}::int[], ${arrayLiteral(batches.map(({ clinicId }) => clinicId))}::uuid[]) as t`)
}

/** Batches that did not get out before their clinic closed wait for its next sending hour; what that makes useless expires by itself. */
export async function deferClosedBatches(tx: Tx, chainId: string, now: Date | null): Promise<number> {
  const rows = await tx.execute(sql`
    with place as (
      select c.id, sending_time_after(at.now, c.zone, c.opens_at, c.closes_at, closed_days(c.chain_id, c.id)) as opening
      from clinics c cross join (select ${clock(now)} as now) as at
      where c.chain_id = ${chainId} and c.id in (
        select clinic_id from batches where chain_id = ${chainId} and status = 'ready' and clinic_id is not null
      )
    )
    update batches b set not_before = place.opening
    from place
    where b.chain_id = ${chainId} and b.clinic_id = place.id and b.status = 'ready' and b.not_before < place.opening
      and place.opening > ${clock(now)}
    returning b.id`)
  return rows.length
}

/** Chains in which something is due, or waits for sending hours; one look into an index for each chain. */
export async function listChainsWithDue(tx: Tx, now: Date | null): Promise<string[]> {
  const at = clock(now)
  const due = (table: string) => sql`exists (
    select from ${sql.raw(table)} t where t.chain_id = c.id and t.status = 'planned' and t.due_at <= ${at})`
  const rows = await tx.execute<{ id: string }>(sql`
    select c.id from chains c
    where ${due('reminders')} or ${due('greetings')} or ${due('recalls')}
      or exists (select from batches b where b.chain_id = c.id and b.status = 'ready' and b.clinic_id is not null)
      or exists (select from reminders r where r.chain_id = c.id and r.shared and r.status = 'written' and r.decided_at > now() - interval '1 day')
    order by c.id`)
  return rows.map(({ id }) => id)
}
