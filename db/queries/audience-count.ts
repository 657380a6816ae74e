import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import type { EligibilityTerms } from '#db/queries/eligibility.ts'
import { APART, peopleOf, reasonNumber } from '#db/queries/eligibility.ts'

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
 *
 * One pass over the audience: its rows come out of a parallel scan, narrow, and are kept; the few numbers that more than one of the
 * reachable have are found among them. APART keeps the reason from being worked out again for each column that names it; inside
 * CASE a subquery is hashed, whereas a join might be made a loop within a loop, since nobody knows how many numbers are shared.
 */
export async function countPeople(tx: Tx, terms: EligibilityTerms): Promise<CountedPeople[]> {
  await expectOnePass(tx)
  const keyOf = (reason: SQL) => sql`language_n * ${sql.raw(String(REASONS))} + ${reason}`
  const sameNumber = sql`
    union all
    select ${keyOf(sql.raw(String(reasonNumber('same_number'))))}, count(*)::int
    from (
      select person.language_n, row_number() over (partition by address order by person.id) as place
      from person where case when address is not null then address in (select address from shared) end
    ) as placed
    where place > 1
    group by 1`
  const rows = await tx.execute<{ key: number; people: number }>(sql`
    with person as materialized (
      select language_n, reason, case when reason = 0 then address end as address, case when reason = 0 then id end as id
      from (${peopleOf(terms, { all: true })} ${APART}) as everybody
    ), shared as materialized (
      select address from person where reason = 0 group by address having count(*) > 1
    )
    select ${keyOf(sql`reason`)} as key, count(*)::int as people from person group by 1
    ${terms.kind === 'private' ? sql`` : sameNumber}`)
  return rows.map(({ key, people: count }) => ({
    languageN: Math.floor(key / REASONS),
    reason: key % REASONS,
    people: count,
  }))
}

// Rows of three numbers cost little to hand from one process to another, and whole tables are read in their order, not by index.
async function expectOnePass(tx: Tx): Promise<void> {
  await tx.execute(sql`
    select set_config('work_mem', '64MB', true), set_config('jit', 'off', true), set_config('parallel_tuple_cost', '0.005', true),
      set_config('random_page_cost', '4', true)`)
}
