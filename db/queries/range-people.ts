import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import type { EligibilityTerms } from '#db/queries/eligibility.ts'
import { APART, peopleOf } from '#db/queries/eligibility.ts'
import type { Range, Run } from '#db/queries/materialise.ts'
import type { Rendering } from '#db/queries/preview-groups.ts'
import { namesOf, renderingNumber, renderingOf } from '#db/queries/preview-groups.ts'

// The people of a range with what the rules make of them, set aside in a table that the transaction keeps to itself: who they are
// is found out once, and then read several times, for what their texts take, for their links, and for writing them down.

/** Sets the people of a range aside; `code` is that of the link at the end of an offer. */
export async function setRangeAside(tx: Tx, { terms, sameNumber }: Run, range: Range): Promise<void> {
  const code = terms.purpose === 'offer' ? codeOf(terms) : sql`null::text`
  await tx.execute(sql`
    create temporary table range_people on commit drop as
    select person.id, person.clinic_id, person.first_name, person.last_name, person.address, person.text_n, person.country_n, person.reason,
      case when person.reason = 0 then ${renderingNumber(terms)} end as key,
      case when person.reason = 0 then ${namesOf(terms)} end as names,
      case when person.reason = 0 then ${code} end as code
    from (${peopleOf(terms, { sameNumber, part: range })} ${APART}) as person`)
}

/** What the texts of the range have to be measured for, each rendering once. */
export async function listRenderings(tx: Tx): Promise<Rendering[]> {
  const rows = await tx.execute<{ key: number; names: string | null }>(sql`
    select key, names from range_people where reason = 0 group by key, names`)
  return rows.map(renderingOf)
}

/** Gives every recipient of an offer in the range the link at the end of their text; who has one keeps it. */
export async function writeContactLinks(tx: Tx, { terms }: Run): Promise<void> {
  const { chainId, channel, languages } = terms
  await tx.execute(sql`
    insert into contact_links (chain_id, channel, address, language)
    select ${chainId}::uuid, ${channel}, address, (${arrayLiteral(languages)}::text[])[min(text_n)]
    from range_people where reason = 0 and code is null
    group by address
    -- In one order, so that of two campaigns that make the same links one waits for the other, and not each for the other.
    order by address
    on conflict (chain_id, channel, address) do nothing`)
  await tx.execute(sql`
    update range_people person set code = ${codeOf(terms)} where person.reason = 0 and person.code is null`)
}

/** The code of a person's link. A look-up each, where a join might read the links of all people for every range. */
function codeOf({ chainId, channel }: EligibilityTerms): SQL {
  return sql`(
    select link.code from contact_links link
    where link.chain_id = ${chainId} and link.channel = ${channel} and link.address = person.address)`
}
