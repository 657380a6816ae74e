import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import type { EligibilityTerms } from '#db/queries/eligibility.ts'
import { peopleOf } from '#db/queries/eligibility.ts'

/** How many of those who get a text get it at a number, or an address, that somebody else of the chain has too. */
export async function countAtSharedNumbers(tx: Tx, terms: EligibilityTerms): Promise<number> {
  const address = terms.channel === 'sms' ? sql`other.phone` : sql`other.email`
  const [row] = await tx.execute<{ people: number }>(sql`
    select count(*)::int as people from (${peopleOf(terms)}) as person
    where person.reason = 0 and exists (
      select from patients other where other.chain_id = ${terms.chainId} and ${address} = person.address and other.id <> person.id
    )`)
  return row?.people ?? 0
}
