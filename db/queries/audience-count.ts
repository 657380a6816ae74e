import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import type { EligibilityTerms } from '#db/queries/eligibility.ts'
import { peopleOf, reasonNumber, sameNumberOf } from '#db/queries/eligibility.ts'

export type CountedPeople = {
  /** Language number; 0 for none that the chain writes in. */
  languageN: number
  /** 0 for who could get a text. */
  reason: number
  people: number
}

const REASONS = 32

/**
 * Counts an audience by language and reason. People whose number gets somebody else's text are counted among the reachable and then
 * apart, under `same_number`: take them off. So nobody has to be told apart by name.
 */
export async function countPeople(tx: Tx, terms: EligibilityTerms): Promise<CountedPeople[]> {
  const people = peopleOf(terms)
  const sameNumber = sql`
    union all
    select language_n * ${sql.raw(String(REASONS))} + ${sql.raw(String(reasonNumber('same_number')))}, count(*)::int
    from (${sameNumberOf(terms)}) as twice group by 1`
  // One number to group by, of which PostgreSQL assumes few values: it then counts on both cores (see preview-groups.ts).
  const rows = await tx.execute<{ key: number; people: number }>(sql`
    select person.language_n * ${sql.raw(String(REASONS))} + person.reason as key, count(*)::int as people
    from (${people} union all ${people} and false) as person
    group by 1${terms.kind === 'private' ? sql`` : sameNumber}`)
  return rows.map(({ key, people: count }) => ({
    languageN: Math.floor(key / REASONS),
    reason: key % REASONS,
    people: count,
  }))
}
