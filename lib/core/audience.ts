import * as z from 'zod'

export const MIN_AGE_YEARS = 0
export const MAX_AGE_YEARS = 130
export const MAX_NOT_MESSAGED_DAYS = 365
export const MAX_DEBT_EUROS = 1_000_000
/** Private messages go to people picked one by one; more than this is bulk mail. */
export const MAX_PICKED_PATIENTS = 5_000

const MAX_CLINICS = 1_000
const MAX_COUNTRIES = 300
const MAX_LANGUAGES = 200

/** Stands among the languages for patients whose language is not known. */
export const NO_LANGUAGE = 'none'

// Messages are codes: each is a key under `fields` of the screen that shows the filter.
const age = z
  .int('age_out_of_range')
  .min(MIN_AGE_YEARS, 'age_out_of_range')
  .max(MAX_AGE_YEARS, 'age_out_of_range')
  .nullable()
  .default(null)
// Years that PostgreSQL has no day for (0000), and that no clinic has seen, are slips of the hand.
const date = z.iso
  .date('not_a_date')
  .regex(/^(19|2[01])\d\d-/, 'not_a_date')
  .nullable()
  .default(null)
const uuids = (max: number) => z.array(z.uuid('invalid')).max(max, 'too_many')

const Visit = z
  .object({
    kind: z.enum(['any', 'had', 'had_none'], 'invalid').default('any'),
    /** Days in the clinic's zone, both included; null is open on that side. */
    from: date,
    to: date,
  })
  .refine(({ from, to }) => from === null || to === null || from <= to, { error: 'dates_reversed', path: ['to'] })

const Debt = z.object({
  kind: z.enum(['any', 'debtors', 'non_debtors'], 'invalid').default('any'),
  /** For debtors: owes more than this; null is more than nothing. */
  overEuros: z
    .number('amount_out_of_range')
    .min(0, 'amount_out_of_range')
    .max(MAX_DEBT_EUROS, 'amount_out_of_range')
    .nullable()
    .default(null),
})

/**
 * Whom a campaign is for. Every part narrows; an empty list or null does not. Parsing fills in what is not said, in a fixed
 * order of keys, so equal filters give equal JSON.
 *
 * Error codes: age_out_of_range, ages_reversed, not_a_date, dates_reversed, amount_out_of_range, days_out_of_range,
 * country_unknown, language_unknown, too_many, invalid.
 */
export const Audience = z
  .object({
    /** Home clinics; empty means all clinics of the sender. */
    clinicIds: uuids(MAX_CLINICS).default([]),
    /** Whole years on the day of sending, both ends included. Patients without a birth date are outside any age limit. */
    ageFrom: age,
    ageTo: age,
    gender: z.enum(['female', 'male'], 'invalid').nullable().default(null),
    /** ISO 3166-1 alpha-2 codes of residence. */
    countries: z
      .array(z.string().regex(/^[A-Z]{2}$/, 'country_unknown'))
      .max(MAX_COUNTRIES, 'too_many')
      .default([]),
    /** ISO 639 codes, and `none`. */
    languages: z
      .array(z.string().regex(/^([a-z]{2,3}|none)$/, 'language_unknown'))
      .max(MAX_LANGUAGES, 'too_many')
      .default([]),
    visit: Visit.prefault({}),
    noFutureAppointment: z.boolean('invalid').default(false),
    debt: Debt.prefault({}),
    /** Leaves out those who got bulk mail in the last so many days. */
    notMessagedDays: z
      .int('days_out_of_range')
      .min(1, 'days_out_of_range')
      .max(MAX_NOT_MESSAGED_DAYS, 'days_out_of_range')
      .nullable()
      .default(null),
    /** The people of a private message; null for bulk mail. */
    patientIds: uuids(MAX_PICKED_PATIENTS).nullable().default(null),
  })
  .refine(({ ageFrom, ageTo }) => ageFrom === null || ageTo === null || ageFrom <= ageTo, {
    error: 'ages_reversed',
    path: ['ageTo'],
  })
export type Audience = z.output<typeof Audience>

/** Every patient of the sender's clinics: where a new campaign starts. */
export const EVERYONE: Audience = Object.freeze(Audience.parse({}))

/** Whether anything narrows the audience. */
export function isEveryone(audience: Audience): boolean {
  return JSON.stringify(Audience.parse(audience)) === JSON.stringify(EVERYONE)
}
