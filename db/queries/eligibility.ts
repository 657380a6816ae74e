import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { AudienceTerms } from '#db/queries/audience.ts'
import { inAudience } from '#db/queries/audience.ts'
import type { LeftOutReason } from '#lib/core/left-out-reason.ts'
import { LEFT_OUT_REASONS } from '#lib/core/left-out-reason.ts'
import { CONSENT_NEEDED, stoppedBy } from '#lib/core/refusal-purposes.ts'

// Who of an audience gets a text, in which language, and why the others do not: one SELECT for the live count, the preview, the
// lists, the run and the answer to "why did this patient (not) get it?". It sees the whole chain, whoever asks: the figures are the
// same for all who may see a campaign, and whoever shows people takes those of the asker's clinics out of it.

export type EligibilityTerms = AudienceTerms & {
  kind: 'bulk' | 'private'
  channel: 'sms' | 'email'
  purpose: 'offer' | 'notice'
  /** A private message whose text names a debt. */
  aboutDebt?: boolean | undefined
  /** Languages the chain writes in. Language numbers below are positions in it, from 1. */
  languages: readonly string[]
  /** Those of them that have a text. */
  written: readonly string[]
  noLanguageAs: string | null
  /** Price of a segment or an e-mail. Country numbers below are positions in it, from 1. `*` stands for any other country. */
  prices: readonly { country: string; priceMicro: number; chargesUndelivered?: boolean }[]
  /** Left aside when asking who was messaged recently. */
  campaignId: string | null
}

/** A part of the audience: a range of patients by id, one of them, or everybody who is reached at a number or address. */
export type Part = { after: string; upTo: string } | { patientId: string } | { address: string }

export const OTHER_COUNTRY = '*'

/** 0 for who gets a text, else the position of the reason in LEFT_OUT_REASONS, from 1. */
export function reasonOf(number: number): LeftOutReason | null {
  return LEFT_OUT_REASONS[number - 1] ?? null
}

/** The opposite of `reasonOf`. */
export function reasonNumber(reason: LeftOutReason): number {
  return LEFT_OUT_REASONS.indexOf(reason) + 1
}

/**
 * Everybody in the audience, one row each:
 * id, clinic_id, first_name, last_name and their shapes; address (null where there is none); language_n (own language, 0 when
 * it is none that the chain writes in), text_n (language of the text, 0 when there is none), country_n (of the price), reason.
 *
 * `all` says that everybody is counted, and none looked up or listed by id.
 * `sameNumber` are the people whom `sameNumberOf` finds; without them nobody is left out for that.
 */
export function peopleOf(
  terms: EligibilityTerms,
  {
    sameNumber = [],
    part,
    all = false,
  }: { sameNumber?: readonly string[]; part?: Part | undefined; all?: boolean } = {},
): SQL {
  const twice = sql`known.id = any(${arrayLiteral(sameNumber)}::uuid[])`
  return personOf(terms, part, { all, more: sameNumber.length > 0 ? [['same_number', twice]] : [] })
}

/**
 * Those whose number gets the text of somebody else, as `id` and `language_n`: bulk mail goes once to a number, to the one with
 * the lowest id of those who would get it there. Only numbers that more than one person of the audience has are looked at, and
 * as an array, so that their people are looked up one by one rather than the whole chain a second time.
 */
export function sameNumberOf(terms: EligibilityTerms, part?: Part): SQL {
  const address = addressOf(terms)
  const shared = sql` and ${address} = any(array(
          select ${address} from whole_chain.patients p where ${inAudience(terms)}${inPart(terms, part)} and ${address} is not null
          group by 1 having count(*) > 1
        ))`
  return sql`
    select ranked.id, ranked.language_n from (
      select sharing.id, sharing.language_n, row_number() over (partition by sharing.address order by sharing.id) as place
      from (${personOf(terms, part, { also: shared })}) as sharing
      where sharing.reason = 0
    ) as ranked where ranked.place > 1`
}

/** The price of a country number, as SQL. */
export function priceOf(terms: Pick<EligibilityTerms, 'prices'>, countryNumber: SQL): SQL {
  if (terms.prices.length === 0) return sql`0::bigint`
  const cases = terms.prices.map(({ priceMicro }, index) => sql` when ${literal(index + 1)} then ${priceMicro}::bigint`)
  return sql`case ${countryNumber}${sql.join(cases)} end`
}

/** Whether a text to a country number comes back if it does not arrive, as SQL. */
export function freeIfUndelivered({ prices }: Pick<EligibilityTerms, 'prices'>, countryNumber: SQL): SQL {
  const free = prices.flatMap(({ chargesUndelivered = true }, index) =>
    chargesUndelivered ? [] : [literal(index + 1)],
  )
  return free.length === 0 ? sql`false` : sql`coalesce(${countryNumber} in (${sql.join(free, sql`, `)}), false)`
}

/**
 * Keeps a subquery apart, so that what it works out is worked out once and not anew wherever it is named. Written as text: of a number
 * PostgreSQL cannot tell early enough that it skips nobody, and does what is above such a subquery on one core.
 */
export const APART = sql.raw("offset '0'")

// For a count consents are joined to people kept apart: otherwise PostgreSQL hashes the people, who are wider, and not the consents.
function personOf(
  terms: EligibilityTerms,
  part: Part | undefined,
  { also = sql``, all = false, more = [] }: { also?: SQL; all?: boolean; more?: [LeftOutReason, SQL][] } = {},
): SQL {
  return sql`
    select known.id, known.clinic_id, known.first_name, known.last_name, known.first_name_shape, known.last_name_shape, known.address,
      known.language_n, ${textNumber(terms)} as text_n, known.country_n, ${reasonNumberOf(terms, more)} as reason
    from (
      select p.id, p.clinic_id, p.first_name, p.last_name, p.first_name_shape, p.last_name_shape, ${addressOf(terms)} as address,
        ${languageNumber(terms)} as language_n, ${countryNumber(terms)} as country_n, p.deceased, p.phone_kind,
        refusal.address is not null as refused
      from whole_chain.patients p
      ${refusals(terms)}
      where ${inAudience(terms)}${inPart(terms, part)}${also} ${all ? APART : sql``}
    ) as known
    ${consents(terms, part)}${recentTexts(terms)}`
}

/** Where a text goes, as SQL over `patients p`. */
export function addressOf({ channel }: EligibilityTerms): SQL {
  return channel === 'sms' ? sql`p.phone` : sql`p.email`
}

// In the order of LEFT_OUT_REASONS: the first that holds is the one.
function reasonNumberOf(terms: EligibilityTerms, more: [LeftOutReason, SQL][]): SQL {
  const { channel, senderClinicIds } = terms
  const sms = channel === 'sms'
  const conditions: [LeftOutReason, SQL | undefined][] = [
    [
      'outside_clinics',
      senderClinicIds ? sql`known.clinic_id <> all(${arrayLiteral(senderClinicIds)}::uuid[])` : undefined,
    ],
    ['deceased', sql`known.deceased`],
    ['language_unknown', terms.noLanguageAs === null ? sql`known.language_n = 0` : undefined],
    ['language_blank', sql`${textNumber(terms)} = 0`],
    ['no_number', sms ? sql`known.phone_kind = 'none'` : undefined],
    ['landline', sms ? sql`known.phone_kind = 'landline'` : undefined],
    ['invalid_number', sms ? sql`known.phone_kind = 'invalid'` : undefined],
    ['no_address', sms ? undefined : sql`known.address is null`],
    ['no_price', sql`known.country_n = 0`],
    ['opted_out', sql`known.refused`],
    [
      'no_consent',
      CONSENT_NEEDED[terms.purpose]
        ? sql`consent.patient_id is null and channel_consent.patient_id is null`
        : undefined,
    ],
    ['messaged_recently', terms.audience.notMessagedDays ? sql`recent.patient_id is not null` : undefined],
    ...more,
  ]
  const cases = conditions.map(([reason, condition]) =>
    condition ? sql` when ${condition} then ${literal(reasonNumber(reason))}` : sql``,
  )
  return sql`case${sql.join(cases)} else 0 end`
}

function languageNumber({ languages }: EligibilityTerms): SQL {
  const cases = languages.map((language, index) => sql` when ${language} then ${literal(index + 1)}`)
  return sql`case p.language${sql.join(cases)} else 0 end`
}

function textNumber({ languages, written, noLanguageAs }: EligibilityTerms): SQL {
  const numberOf = (language: string | null) =>
    language !== null && written.includes(language) ? languages.indexOf(language) + 1 : 0
  const cases = languages.map((language, index) => sql` when ${literal(index + 1)} then ${literal(numberOf(language))}`)
  return sql`case known.language_n${sql.join(cases)} else ${literal(numberOf(noLanguageAs))} end`
}

/** 0 where the number's country has no price. An e-mail has no country: it costs the same everywhere. */
function countryNumber({ channel, prices }: EligibilityTerms): SQL {
  const other = prices.findIndex(({ country }) => country === OTHER_COUNTRY) + 1
  if (channel === 'email') return literal(other)
  const cases = prices.map(({ country }, index) => sql` when ${country} then ${literal(index + 1)}`)
  return prices.length === 0 ? literal(0) : sql`case p.phone_country${sql.join(cases)} else ${literal(other)} end`
}

// One row per key, and DISTINCT on nothing but the key: then PostgreSQL knows that keys are unique, and hashes them.

function refusals(terms: EligibilityTerms): SQL {
  return sql`left join (
      select distinct o.address from whole_chain.opt_outs o
      where o.chain_id = ${terms.chainId} and o.channel = ${terms.channel} and o.withdrawn_at is null
        and o.purpose = any(${arrayLiteral(stoppedBy(terms.purpose, terms))}::text[])
    ) as refusal on refusal.address = ${addressOf(terms)}`
}

/** A consent for every channel and one for this channel are a row each, so two joins that each find at most one. */
function consents(terms: EligibilityTerms, part: Part | undefined): SQL {
  const needed = CONSENT_NEEDED[terms.purpose]
  if (!needed) return sql``
  const range =
    part && 'after' in part ? sql` and c.patient_id > ${part.after} and c.patient_id <= ${part.upTo}` : sql``
  const consent = (channel: string, name: SQL) => sql`
    left join (
      select c.patient_id from whole_chain.consents c
      where c.chain_id = ${terms.chainId} and c.purpose = ${needed} and c.channel = ${channel} and c.withdrawn_at is null${range}
    ) as ${name} on ${name}.patient_id = known.id`
  return sql`${consent('any', sql`consent`)}${consent(terms.channel, sql`channel_consent`)}`
}

/** Bulk mail that went or will go out, trials aside: they reached nobody. Found through the campaigns of that time, since deliveries have no index by time. */
function recentTexts({ chainId, campaignId, audience: { notMessagedDays }, now }: EligibilityTerms): SQL {
  if (!notMessagedDays) return sql``
  const since = sql`(${now.toISOString()}::timestamptz - make_interval(days => ${notMessagedDays}::int))`
  return sql`
    left join (
      select distinct d.patient_id
      from whole_chain.campaigns k join whole_chain.deliveries d on d.chain_id = k.chain_id and d.month = k.month and d.campaign_id = k.id
      where k.chain_id = ${chainId} and k.kind = 'bulk' and k.id is distinct from ${campaignId}::uuid
        and not exists (select from whole_chain.batches b where b.chain_id = k.chain_id and b.campaign_id = k.id and b.trial)
        and (k.finished_at is null or k.finished_at >= ${since}) and d.chain_id = ${chainId}
        and coalesce(d.submitted_at, d.planned_at) >= ${since}
        and d.status not in ('rejected', 'cancelled', 'suppressed', 'expired_unsent')
    ) as recent on recent.patient_id = known.id`
}

function inPart(terms: EligibilityTerms, part: Part | undefined): SQL {
  if (!part) return sql``
  if ('patientId' in part) return sql` and p.id = ${part.patientId}`
  if ('address' in part) return sql` and ${addressOf(terms)} = ${part.address}`
  return sql` and p.id > ${part.after} and p.id <= ${part.upTo}`
}

/** A number of ours, written into the statement: as a parameter it would have no type. */
function literal(number: number): SQL {
  return sql.raw(String(Math.trunc(number)))
}
