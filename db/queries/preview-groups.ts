import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import type { EligibilityTerms, Part } from '#db/queries/eligibility.ts'
import { APART, peopleOf, reasonNumber, sameNumberOf } from '#db/queries/eligibility.ts'
import { hasMate, middleAddress, sharedAddresses } from '#db/queries/shared-numbers.ts'

// People whose texts are equally long and equally dear, counted together: one row per kind of text instead of one per person.
//
// All that makes texts differ is packed into one number, in a mixed radix. It is the fastest thing to group by, and, since
// PostgreSQL knows nothing of how many values it has and assumes few, it counts on both cores.

/** What of the patients' own data a language's text puts in. */
export type MergedNames = {
  /** How much of a value matters: nothing, its shape (value_shape in the migrations), or every letter. */
  firstName: 'none' | 'shape' | 'value'
  lastName: 'none' | 'shape' | 'value'
  /** Whether the clinic's name or number stands in it. */
  clinic: boolean
}

export type GroupTerms = EligibilityTerms & {
  /** By language number less one; null where the language has no text. */
  merged: readonly (MergedNames | null)[]
  /** Clinics whose values are equal share a number, from 1. */
  clinicNumbers: readonly { clinicId: string; number: number }[]
}

/** What decides the wording of a text and the length of what is merged into it. */
export type Rendering = {
  /** Language number of the text, 0 for none. */
  textN: number
  /** 0 where the text does not name the clinic. */
  clinicN: number
  firstShape: number
  lastShape: number
  /** First and last name themselves, where a shape says too little. */
  names: { first: string; last: string } | null
}

export type Group = Rendering & {
  reason: number
  languageN: number
  countryN: number
  people: number
  /** One of them. */
  patientId: string
}

// Least significant first. A shape is from -120 to 120, and stored with 128 added.
const SHAPE_ZERO = 128
const RADIX = {
  firstShape: 256,
  lastShape: 256,
  textN: 32,
  clinicN: 1024,
  languageN: 32,
  countryN: 512,
  reason: 32,
} as const
type Digit = keyof typeof RADIX
const RENDERING_DIGITS = ['firstShape', 'lastShape', 'textN', 'clinicN'] as const satisfies Digit[]
const DIGITS = Object.keys(RADIX) as Digit[]

/** People whose number gets the text of somebody else; none for private messages, which go to each. */
export async function findSameNumber(tx: Tx, terms: EligibilityTerms, part?: Part): Promise<string[]> {
  if (terms.kind === 'private') return []
  const rows = await tx.execute<{ id: string }>(sameNumberOf(terms, part))
  return rows.map(({ id }) => id)
}

/**
 * Counts the people of an audience by everything their texts differ in; those left out are counted by reason and language only. Whose
 * number gets somebody else's text is found out in the same statement.
 *
 * One pass, on both cores down to the counts. Only people whose number more than one of the chain has (`hasMate`) leave it one by one, and
 * are placed among those who would get a text there. APART is as in audience-count.ts. What keeps people apart within a key is one
 * array, since of each column to group by PostgreSQL assumes so many values that of three it would count on one core.
 */
export async function countAllGroups(tx: Tx, terms: GroupTerms): Promise<Group[]> {
  const mate = terms.kind === 'bulk' ? hasMate(sql`label[1]`) : sql`false`
  const middle = terms.kind === 'bulk' ? await middleAddress(tx, terms) : ''
  const rows = await tx.execute<CountedRow & { twice: boolean }>(sql`
    with shared as materialized (${sharedAddresses(terms, middle)}),
    person as (
      select ${groupKey(terms)} as key, person.id, ${labelOf(terms)} as label from (${peopleOf(terms, { all: true })} ${APART}) as person ${APART}
    ), counted as materialized (
      select key, case when label[3] is not null or ${mate} then label end as apart, count(*)::int as people, any_value(id) as patient_id
      from person
      group by 1, 2
    ), placed as (
      select key, apart[3] as names, people, patient_id,
        ${terms.kind === 'bulk' ? sql`apart is not null and row_number() over (partition by apart[1] order by patient_id) > 1` : sql`false`} as twice
      from counted
    )
    select key, names, twice, sum(people)::int as people, any_value(patient_id) as "patientId"
    from placed
    group by 1, 2, 3`)
  return rows.map((row) => ({ ...groupOf(row), ...(row.twice && { reason: reasonNumber('same_number') }) }))
}

type CountedRow = { key: number; names: string | null; people: number; patientId: string }

/** What somebody is told apart by, if need be: address, id, and the names where a shape says too little. */
function labelOf(terms: GroupTerms): SQL {
  const needed = terms.kind === 'bulk' ? sql`true` : needsNames(terms)
  return sql`case when person.reason = 0 and ${needed} then array[person.address, person.id::text, ${namesOf(terms)}] end`
}

function groupOf({ key, names, people, patientId }: CountedRow): Group {
  return { ...unpacked(key), names: names === null ? null : splitNames(names), people, patientId }
}

/**
 * Prepares a statement that reads or writes a good part of a chain: memory for its hashes, no compiling, no fear of indexes, and
 * narrow rows handed from one process to another for what that costs.
 */
export async function expectLargeReads(tx: Tx): Promise<void> {
  await tx.execute(sql`
    select set_config('work_mem', '64MB', true), set_config('jit', 'off', true), set_config('random_page_cost', '1.1', true),
      set_config('parallel_tuple_cost', '0.005', true)`)
}

/** What stands behind a `renderingNumber` and `namesOf`. */
export function renderingOf({ key, names }: { key: number; names: string | null }): Rendering {
  const { firstShape, lastShape, textN, clinicN } = unpacked(key)
  return { firstShape, lastShape, textN, clinicN, names: names === null ? null : splitNames(names) }
}

/** The number of a person's rendering, as SQL over `person`; equals `renderingKey` of their group. */
export function renderingNumber(terms: GroupTerms): SQL {
  const regular = sql`not ${needsNames(terms)}`
  return packed(RENDERING_DIGITS, {
    firstShape: sql`case when ${usesAny(terms, 'firstName')} and ${regular} then person.first_name_shape else 0 end + ${sql.raw(String(SHAPE_ZERO))}`,
    lastShape: sql`case when ${usesAny(terms, 'lastName')} and ${regular} then person.last_name_shape else 0 end + ${sql.raw(String(SHAPE_ZERO))}`,
    textN: sql`person.text_n`,
    clinicN: clinicNumber(terms),
  })
}

export function renderingKey({ firstShape, lastShape, textN, clinicN }: Rendering): number {
  return pack({ firstShape: firstShape + SHAPE_ZERO, lastShape: lastShape + SHAPE_ZERO, textN, clinicN })
}

/** What `namesOf` gives for a rendering. */
export function namesKey({ names }: Rendering): string | null {
  return names && `${Array.from(names.first).length}:${names.first}${names.last}`
}

/** Both names in one text where a shape would say too little, else null, as SQL over `person`. */
export function namesOf(terms: GroupTerms): SQL {
  const first = sql`case when ${usesAny(terms, 'firstName')} then person.first_name else '' end`
  const last = sql`case when ${usesAny(terms, 'lastName')} then person.last_name else '' end`
  return sql`case when ${needsNames(terms)} then length(${first}) || ':' || ${first} || ${last} end`
}

function needsNames(terms: GroupTerms): SQL {
  const conditions = [
    usedBy(terms, ({ firstName }) => firstName === 'value'),
    usedBy(terms, ({ lastName }) => lastName === 'value'),
    sql`(person.first_name_shape = 0 and ${usedBy(terms, ({ firstName }) => firstName === 'shape')})`,
    sql`(person.last_name_shape = 0 and ${usedBy(terms, ({ lastName }) => lastName === 'shape')})`,
  ]
  return sql`(${sql.join(conditions, sql` or `)})`
}

function groupKey(terms: GroupTerms): SQL {
  const leftOut = packed(DIGITS, {
    firstShape: sql.raw(String(SHAPE_ZERO)),
    lastShape: sql.raw(String(SHAPE_ZERO)),
    textN: sql`person.text_n`,
    languageN: sql`person.language_n`,
    reason: sql`person.reason`,
  })
  const rest = packed(DIGITS, { languageN: sql`person.language_n`, countryN: sql`person.country_n` })
  return sql`case when person.reason > 0 then ${leftOut} else ${renderingNumber(terms)} + ${rest} end`
}

function usesAny(terms: GroupTerms, name: 'firstName' | 'lastName'): SQL {
  return usedBy(terms, (merged) => merged[name] !== 'none')
}

/** Whether the text that a person gets is one of those; a constant where all texts agree, as they mostly do. */
function usedBy({ merged }: Pick<GroupTerms, 'merged'>, test: (merged: MergedNames) => boolean): SQL {
  const texts = merged.flatMap((one, index) => (one ? [{ number: index + 1, uses: test(one) }] : []))
  const numbers = texts.flatMap(({ number, uses }) => (uses ? [number] : []))
  if (numbers.length === 0) return sql`false`
  if (numbers.length === texts.length) return sql`true`
  return sql`person.text_n in (${sql.raw(numbers.join(', '))})`
}

function clinicNumber(terms: GroupTerms): SQL | undefined {
  const uses = usedBy(terms, ({ clinic }) => clinic)
  if (terms.merged.every((one) => !one?.clinic) || terms.clinicNumbers.length === 0) return undefined
  const cases = terms.clinicNumbers.map(
    ({ clinicId, number }) => sql` when ${clinicId}::uuid then ${sql.raw(String(number))}`,
  )
  return sql`case when ${uses} then case person.clinic_id${sql.join(cases)} else 0 end else 0 end`
}

function packed(digits: readonly Digit[], values: Partial<Record<Digit, SQL | undefined>>): SQL {
  const terms = digits.flatMap((digit) => {
    const value = values[digit]
    return value ? [sql`(${value})::bigint * ${sql.raw(String(weightOf(digit)))}`] : []
  })
  return sql`(${sql.join(terms, sql` + `)})`
}

function pack(values: Partial<Record<Digit, number>>): number {
  return DIGITS.reduce((sum, digit) => sum + (values[digit] ?? 0) * weightOf(digit), 0)
}

function unpacked(key: number): Omit<Group, 'names' | 'people' | 'patientId'> {
  const digit = (name: Digit) => Math.floor(key / weightOf(name)) % RADIX[name]
  return {
    firstShape: digit('firstShape') - SHAPE_ZERO,
    lastShape: digit('lastShape') - SHAPE_ZERO,
    textN: digit('textN'),
    clinicN: digit('clinicN'),
    languageN: digit('languageN'),
    countryN: digit('countryN'),
    reason: digit('reason'),
  }
}

function weightOf(digit: Digit): number {
  return DIGITS.slice(0, DIGITS.indexOf(digit)).reduce((weight, name) => weight * RADIX[name], 1)
}

function splitNames(text: string): { first: string; last: string } {
  const colon = text.indexOf(':')
  const characters = Array.from(text.slice(colon + 1))
  const length = Number(text.slice(0, colon))
  return { first: characters.slice(0, length).join(''), last: characters.slice(length).join('') }
}
