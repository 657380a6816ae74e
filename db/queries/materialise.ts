import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import type { EligibilityTerms } from '#db/queries/eligibility.ts'
import { freeIfUndelivered, priceOf, reasonNumber } from '#db/queries/eligibility.ts'
import type { GroupTerms } from '#db/queries/preview-groups.ts'
import { LEFT_OUT_REASONS } from '#lib/core/left-out-reason.ts'
import type { Placeholder } from '#lib/core/placeholders.ts'

// Writes a campaign's recipients down, a range of patients in one statement: deliveries, their batches, who is left out, and the
// sums that screens read. Nothing leaves before all ranges are there: batches are written `held`.

/** Deliveries in one batch, which one worker takes in hand at a time. */
export const BATCH_SIZE = 500
/** As many as stay on a page together with their reasons. */
const LEFT_OUTS_PER_LIST = 100
const VALID_DAYS = 7

export type Run = {
  chainId: string
  campaignId: string
  month: string
  holdId: string
  kind: 'bulk' | 'private'
  terms: GroupTerms
  /** People whose number gets somebody else's text, where that has to be settled before the first is written. */
  sameNumber: readonly string[]
  /** What texts put in besides names, as it was when the run began. */
  chainName: string
  clinics: readonly { id: string; name: string; phone: string | null }[]
  /** The frozen texts, by language number. */
  wordings: readonly { id: string; languageN: number; placeholders: readonly Placeholder[] }[]
}

export type Range = { after: string; upTo: string }

/** What a text of a rendering takes. */
export type Size = { key: number; names: string | null; segments: number; blank: boolean }

export type Written = { texts: number; segments: number; costMicro: number }

/** Freezes texts; those already frozen under this version stay as they are. */
export async function freezeWordings(
  tx: Tx,
  campaign: { chainId: string; campaignId: string; version: number },
  texts: readonly { language: string; channel: string; purpose: string; subject: string; body: string }[],
): Promise<{ id: string; language: string }[]> {
  const column = (name: 'language' | 'channel' | 'purpose' | 'subject' | 'body') =>
    sql`${arrayLiteral(texts.map((text) => text[name]))}::text[]`
  await tx.execute(sql`
    insert into wordings (chain_id, campaign_id, version, language, channel, purpose, subject, body)
    select ${campaign.chainId}::uuid, ${campaign.campaignId}::uuid, ${campaign.version}::int, t.*
    from unnest(${column('language')}, ${column('channel')}, ${column('purpose')}, ${column('subject')}, ${column('body')}) as t
    on conflict do nothing`)
  return tx.execute<{ id: string; language: string }>(sql`
    select id, language from wordings
    where chain_id = ${campaign.chainId} and campaign_id = ${campaign.campaignId} and version = ${campaign.version}`)
}

/** The end of the next range: the id of the patient `size` rows on, or the end of all ids. */
export async function endOfRange(tx: Tx, chainId: string, after: string, size: number): Promise<string> {
  const [row] = await tx.execute<{ id: string }>(sql`
    select id from patients where chain_id = ${chainId} and id > ${after} order by id limit 1 offset ${size - 1}`)
  return row?.id ?? LAST_ID
}

export const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/**
 * Writes down the people of the range (range-people.ts), each rendering of whose texts has its size.
 *
 * A number gets one text of a campaign: whoever comes first, in the order of ids over all ranges. The unique key of `deliveries`
 * tells who came later, and they are left out for that. No other key is looked at: a patient is in one range, and runs take turns.
 */
export async function writeRange(tx: Tx, run: Run, sizes: readonly Size[]): Promise<Written> {
  const { terms, chainId, campaignId } = run
  const campaign = sql`${chainId}::uuid, ${campaignId}::uuid`
  const [written] = await tx.execute<Written>(sql`
    with person as materialized (
      select person.id, person.clinic_id, person.first_name, person.last_name, person.address, person.text_n, person.country_n,
        person.code, size.segments,
        case when size.blank then ${raw(reasonNumber('language_blank'))} else person.reason end as reason
      from range_people person
      left join unnest(
        ${arrayLiteral(sizes.map(({ key }) => key))}::bigint[], ${arrayLiteral(sizes.map(({ names }) => names ?? ''))}::text[],
        ${arrayLiteral(sizes.map(({ segments }) => segments))}::smallint[], ${arrayLiteral(sizes.map(({ blank }) => blank))}::boolean[]
      ) as size (key, names, segments, blank) on size.key = person.key and size.names = coalesce(person.names, '')
    ), delivery as (
      insert into deliveries (chain_id, month, kind, channel, campaign_id, patient_id, clinic_id, once_per, address, country, language,
        wording_id, params, segments, price_micro, free_if_undelivered, valid_until)
      select ${chainId}::uuid, ${run.month}::date, ${run.kind}, ${terms.channel}, ${campaignId}::uuid, person.id, person.clinic_id,
        ${run.kind === 'bulk' ? sql`person.address` : sql`null`}, person.address, ${countryOf(terms)},
        ${languageOf(terms, sql`person.text_n`)}, ${wordingOf(run)}, ${paramsOf(run)}, person.segments, ${costOf(run)},
        ${freeIfUndelivered(terms, sql`person.country_n`)}, now() + make_interval(days => ${VALID_DAYS}::int)
      from person
      ${clinicsOf(run)}
      where person.reason = 0
      order by person.id
      on conflict (chain_id, month, campaign_id, once_per, channel, attempt) where once_per is not null do nothing
      returning id, patient_id, clinic_id, language, segments, price_micro
    ), left_out as (
      select person.id,
        (${arrayLiteral(LEFT_OUT_REASONS)}::text[])[case person.reason when 0 then ${raw(reasonNumber('same_number'))} else person.reason end] as reason
      from person left join delivery on delivery.patient_id = person.id
      where delivery.id is null
    ), list as (
      insert into left_out_lists (chain_id, campaign_id, patient_ids, reasons, last_id)
      select ${campaign}, patient_ids, reasons, patient_ids[cardinality(patient_ids)]
      from (
        select array_agg(id order by id) as patient_ids, array_agg(reason order by id) as reasons
        from (select id, reason, (row_number() over (order by id) - 1) / ${raw(LEFT_OUTS_PER_LIST)} as number from left_out) as numbered
        group by number
      ) as gathered
    ), batch as (
      insert into batches (chain_id, campaign_id, month, channel, kind, hold_id, status, first_id, last_id, size)
      select ${campaign}, ${run.month}::date, ${terms.channel}, ${run.kind}, ${run.holdId}::uuid, 'held',
        (array_agg(id order by id))[1], (array_agg(id order by id desc))[1], count(*)::int
      from (select id, (row_number() over (order by id) - 1) / ${raw(BATCH_SIZE)} as number from delivery) as numbered
      group by number
    ), counted as (
      insert into campaign_counts as c (chain_id, campaign_id, language, status, texts, segments, cost_micro)
      select ${campaign}, language, 'planned', count(*)::int, sum(segments)::int, sum(price_micro)::bigint from delivery group by language
      on conflict (chain_id, campaign_id, language, status) do update set
        texts = c.texts + excluded.texts, segments = c.segments + excluded.segments, cost_micro = c.cost_micro + excluded.cost_micro
    ), day as (
      insert into delivery_days as d (chain_id, day, clinic_id, kind, channel, language, status, texts, segments, cost_micro)
      select ${chainId}::uuid, (now() at time zone clinics.zone)::date, sums.clinic_id, ${run.kind}, ${terms.channel}, sums.language,
        'planned', sums.texts, sums.segments, sums.cost_micro
      from (
        select clinic_id, language, count(*)::int as texts, sum(segments)::int as segments, sum(price_micro)::bigint as cost_micro
        from delivery group by 1, 2
      ) as sums join clinics on clinics.chain_id = ${chainId} and clinics.id = sums.clinic_id
      -- In the order of the hand-over (status-changes.ts), so that neither waits for the other in a circle.
      order by 2, 3, sums.language collate "C"
      on conflict (chain_id, day, clinic_id, kind, channel, language, status) do update set
        texts = d.texts + excluded.texts, segments = d.segments + excluded.segments, cost_micro = d.cost_micro + excluded.cost_micro
    )
    select count(*)::int as texts, coalesce(sum(segments), 0)::int as segments, coalesce(sum(price_micro), 0)::bigint as "costMicro"
    from delivery`)
  if (!written) throw new Error('the range was not written')
  return written
}

function costOf({ terms }: Run): SQL {
  const price = priceOf(terms, sql`person.country_n`)
  return terms.channel === 'email' ? price : sql`person.segments * ${price}`
}

function wordingOf({ wordings }: Run): SQL {
  const cases = wordings.map(({ id, languageN }) => sql` when ${raw(languageN)} then ${id}::uuid`)
  return sql`case person.text_n${sql.join(cases)} end`
}

/** The values of a text's placeholders in the order of their first use, the contact link's code last. */
function paramsOf({ wordings, terms, chainName }: Run): SQL {
  const values: Record<Placeholder, SQL> = {
    first_name: sql`person.first_name`,
    last_name: sql`person.last_name`,
    clinic_name: sql`clinic.name`,
    clinic_phone: sql`clinic.phone`,
    chain_name: sql`${chainName}::text`,
  }
  const code = terms.purpose === 'offer' ? [sql`person.code`] : []
  const cases = wordings.map(({ languageN, placeholders }) => {
    const params = [...placeholders.map((name) => values[name]), ...code]
    return sql` when ${raw(languageN)} then array[${sql.join(params, sql`, `)}]::text[]`
  })
  return sql`case person.text_n${sql.join(cases)} end`
}

function clinicsOf({ wordings, clinics }: Run): SQL {
  if (!wordings.some(({ placeholders }) => placeholders.some((name) => name.startsWith('clinic_')))) return sql``
  return sql`join unnest(
      ${arrayLiteral(clinics.map(({ id }) => id))}::uuid[], ${arrayLiteral(clinics.map(({ name }) => name))}::text[],
      ${arrayLiteral(clinics.map(({ phone }) => phone ?? ''))}::text[]
    ) as clinic (id, name, phone) on clinic.id = person.clinic_id`
}

function countryOf({ channel, prices }: EligibilityTerms): SQL {
  if (channel === 'email') return sql`null`
  const cases = prices.map(({ country }, index) => sql` when ${raw(index + 1)} then ${country}`)
  return sql`case person.country_n${sql.join(cases)} end`
}

function languageOf({ languages }: EligibilityTerms, number: SQL): SQL {
  const cases = languages.map((language, index) => sql` when ${raw(index + 1)} then ${language}`)
  return sql`case ${number}${sql.join(cases)} end`
}

function raw(number: number): SQL {
  return sql.raw(String(Math.trunc(number)))
}
