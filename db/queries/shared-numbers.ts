import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import type { EligibilityTerms } from '#db/queries/eligibility.ts'
import { addressOf, peopleOf } from '#db/queries/eligibility.ts'

/** How many of those who get a text get it at a number, or an address, that somebody else of the chain has too, at whichever clinic. */
export async function countAtSharedNumbers(tx: Tx, terms: EligibilityTerms): Promise<number> {
  const address = terms.channel === 'sms' ? sql`other.phone` : sql`other.email`
  const [row] = await tx.execute<{ people: number }>(sql`
    select count(*)::int as people from (${peopleOf(terms)}) as person
    where person.reason = 0 and exists (
      select from whole_chain.patients other where other.chain_id = ${terms.chainId} and ${address} = person.address and other.id <> person.id
    )`)
  return row?.people ?? 0
}

/**
 * Whether several people of the chain may have an address; of a few it is said although they are the only ones. A sorted array can be
 * looked into by each core, which a table set aside for the statement cannot.
 */
export function hasMate(address: SQL): SQL {
  const hashes = sql`(select hashes from shared)`
  const hash = sql`hashtextextended(${address}, 0)`
  return sql`(${hashes})[width_bucket(${hash}, ${hashes})] = ${hash}`
}

/**
 * Hashes of the numbers or addresses that more than one of the chain has, as the one row that `hasMate` looks into. Their index is read in
 * two halves, which each core takes one of: no two cores can read one range of it in its order.
 */
export function sharedAddresses(terms: EligibilityTerms, middle: string): SQL {
  const address = addressOf(terms)
  const several = (half: SQL) => sql`
        select ${address} as address from whole_chain.patients p where p.chain_id = ${terms.chainId} and ${address} is not null and ${half}
        group by 1 having count(*) > 1`
  return sql`
    select array_agg(hash order by hash) as hashes from (
      select distinct hashtextextended(address, 0) as hash from (
        ${several(sql`${address} < ${middle}`)} union all ${several(sql`${address} >= ${middle}`)}
      ) as several
    ) as hashed`
}

/** About as many of the chain's addresses are below it as above. Of a chain too small to be met in a thousandth of all pages it is nothing. */
export async function middleAddress(tx: Tx, terms: EligibilityTerms): Promise<string> {
  const [row] = await tx.execute<{ middle: string | null }>(sql`
    select percentile_disc(0.5) within group (order by ${addressOf(terms)}) as middle
    from patients p tablesample system (0.1) where p.chain_id = ${terms.chainId}`)
  return row?.middle ?? ''
}
