import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import type { EligibilityTerms } from '#db/queries/eligibility.ts'
import { peopleOf, priceOf, reasonNumber, sameNumberOf } from '#db/queries/eligibility.ts'
import type { GroupTerms } from '#db/queries/preview-groups.ts'
import { namesOf, renderingNumber } from '#db/queries/preview-groups.ts'
import { LEFT_OUT_REASONS } from '#lib/core/left-out-reason.ts'
import type { Placeholder } from '#lib/core/placeholders.ts'

// Writes a campaign's recipients down, a range of patients in one statement: deliveries, their batches, who is left out, and the
// sums that screens read. Nothing leaves before all ranges are there: batches are written `held`.

/** Deliveries in one batch, which one worker takes in hand at a time. */
export const BATCH_SIZE = 500
const VALID_DAYS = 7

export type Run = {
  chainId: string
  campaignId: string
  month: string
  holdId: string
  kind: 'bulk' | 'private'
  terms: GroupTerms
  chainName: string
  /** The frozen texts, by language number. */
  wordings: readonly { id: string; languageN: number; placeholders: readonly Placeholder[] }[]
  /** What a text of each rendering takes. */
  sizes: readonly { key: number; names: string | null; segments: number; blank: boolean }[]
}

export type Range = { after: string; upTo: string }

export type Written = {
  texts: number
  segments: number
  costMicro: number
  /** People whose text has no known size, because their name or clinic has changed since sizes were worked out. */
  unsized: number
}

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

/** Settles once, for the whole run, whose number gets somebody else's text. */
export async function writeSameNumber(tx: Tx, terms: EligibilityTerms, campaignId: string): Promise<void> {
  await tx.execute(sql`
    insert into campaign_left_outs (chain_id, campaign_id, reason, patient_id, language)
    select ${terms.chainId}::uuid, ${campaignId}::uuid, 'same_number', twice.id, ${languageOf(terms, sql`twice.language_n`)}
    from (${sameNumberOf(terms)}) as twice
    on conflict do nothing`)
}

/** The end of the next range: the id of the patient `size` rows on, or the end of all ids. */
export async function endOfRange(tx: Tx, chainId: string, after: string, size: number): Promise<string> {
  const [row] = await tx.execute<{ id: string }>(sql`
    select id from patients where chain_id = ${chainId} and id > ${after} order by id limit 1 offset ${size - 1}`)
  return row?.id ?? LAST_ID
}

export const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Gives every recipient of an offer in the range the link at the end of its text; who has one keeps it. */
export async function writeContactLinks(tx: Tx, { terms, campaignId }: Run, range: Range): Promise<void> {
  await tx.execute(sql`
    insert into contact_links (chain_id, channel, address, language)
    select ${terms.chainId}::uuid, ${terms.channel}, person.address, min(${languageOf(terms, sql`person.text_n`)})
    from (${peopleOf(terms, { part: range })}) as person
    where person.reason = 0 and not exists (
      select from contact_links l where l.chain_id = ${terms.chainId} and l.channel = ${terms.channel} and l.address = person.address
    )${notTwice(terms, campaignId)}
    group by person.address
    on conflict (chain_id, channel, address) do nothing`)
}

/**
 * Writes one range.
 *
 * A number may meet a text that it has already: somebody took it over after shared numbers were settled. That fails the range
 * (`isWrittenTwice`), which is then written with `skip`: they are left out. Looking for it always would double the time.
 */
export async function writeRange(tx: Tx, run: Run, range: Range, { skip = false } = {}): Promise<Written> {
  const { terms, chainId, campaignId } = run
  const campaign = sql`${chainId}::uuid, ${campaignId}::uuid`
  const [written] = await tx.execute<Written>(sql`
    with person as materialized (
      select person.id, person.clinic_id, person.first_name, person.last_name, person.address, person.language_n, person.text_n,
        person.country_n, size.segments, ${costOf(run)} as price_micro,
        case when person.reason = 0 and size.blank then ${raw(reasonNumber('language_blank'))} else person.reason end as reason
      from (${peopleOf(terms, { part: range })}) as person
      left join unnest(
        ${arrayLiteral(run.sizes.map(({ key }) => key))}::bigint[], ${arrayLiteral(run.sizes.map(({ names }) => names ?? ''))}::text[],
        ${arrayLiteral(run.sizes.map(({ segments }) => segments))}::smallint[], ${arrayLiteral(run.sizes.map(({ blank }) => blank))}::boolean[]
      ) as size (key, names, segments, blank)
        on size.key = ${renderingNumber(terms)} and size.names = coalesce(${namesOf(terms)}, '') and person.reason = 0
      where true${notTwice(terms, campaignId)}
    ), delivery as (
      insert into deliveries (chain_id, month, kind, channel, campaign_id, patient_id, clinic_id, once_per, address, country, language,
        wording_id, params, segments, price_micro, valid_until)
      select ${chainId}::uuid, ${run.month}::date, ${run.kind}, ${terms.channel}, ${campaignId}::uuid, person.id, person.clinic_id,
        ${run.kind === 'bulk' ? sql`person.address` : sql`null`}, person.address, ${countryOf(terms)},
        ${languageOf(terms, sql`person.text_n`)}, ${wordingOf(run)}, ${paramsOf(run)}, person.segments, person.price_micro,
        now() + make_interval(days => ${VALID_DAYS}::int)
      from person
      ${clinicsOf(run)}${linksOf(terms)}
      where person.reason = 0 and person.segments is not null
      order by person.id
      ${skip ? sql`on conflict do nothing` : sql``}
      returning id, patient_id, clinic_id, language, segments, price_micro
    ), left_out as (
      insert into campaign_left_outs (chain_id, campaign_id, reason, patient_id, language)
      select ${campaign}, (${arrayLiteral(LEFT_OUT_REASONS)}::text[])[person.reason], person.id, ${languageOf(terms, sql`person.language_n`)}
      from person where person.reason > 0${skip ? skipped(run) : sql``}
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
    select count(*)::int as texts, coalesce(sum(segments), 0)::int as segments, coalesce(sum(price_micro), 0)::bigint as "costMicro",
      (select count(*)::int from person where reason = 0 and segments is null) as unsized
    from delivery`)
  if (!written) throw new Error('the range was not written')
  return written
}

/** Whether writing failed on a number, or a patient, that has a text of the campaign already. */
export function isWrittenTwice(error: unknown): boolean {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  return typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === UNIQUE_VIOLATION
}

const UNIQUE_VIOLATION = '23505'

function skipped({ terms, chainId, campaignId }: Run): SQL {
  return sql`
      union all
      select ${chainId}::uuid, ${campaignId}::uuid, 'same_number', person.id, ${languageOf(terms, sql`person.language_n`)}
      from person
      where person.reason = 0 and person.segments is not null
        and not exists (select from delivery where delivery.patient_id = person.id)`
}

function costOf({ terms }: Run): SQL {
  const price = priceOf(terms, sql`person.country_n`)
  return terms.channel === 'email' ? price : sql`size.segments * ${price}`
}

function notTwice(terms: EligibilityTerms, campaignId: string): SQL {
  if (terms.kind === 'private') return sql``
  return sql` and not exists (
    select from campaign_left_outs l
    where l.chain_id = ${terms.chainId} and l.campaign_id = ${campaignId} and l.reason = 'same_number' and l.patient_id = person.id
  )`
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
    clinic_phone: sql`coalesce(clinic.phone, '')`,
    chain_name: sql`${chainName}::text`,
  }
  const code = terms.purpose === 'offer' ? [sql`link.code`] : []
  const cases = wordings.map(({ languageN, placeholders }) => {
    const params = [...placeholders.map((name) => values[name]), ...code]
    return sql` when ${raw(languageN)} then array[${sql.join(params, sql`, `)}]::text[]`
  })
  return sql`case person.text_n${sql.join(cases)} end`
}

function clinicsOf({ wordings, chainId }: Run): SQL {
  const used = wordings.some(({ placeholders }) => placeholders.some((name) => name.startsWith('clinic_')))
  return used ? sql`join clinics clinic on clinic.chain_id = ${chainId} and clinic.id = person.clinic_id ` : sql``
}

function linksOf({ purpose, chainId, channel }: EligibilityTerms): SQL {
  if (purpose !== 'offer') return sql``
  return sql`join contact_links link on link.chain_id = ${chainId} and link.channel = ${channel} and link.address = person.address`
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
