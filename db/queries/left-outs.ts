import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import type { EligibilityTerms } from '#db/queries/eligibility.ts'
import { peopleOf, reasonNumber, reasonOf, sameNumberOf } from '#db/queries/eligibility.ts'
import type { ClinicScope } from '#db/queries/patients.ts'
import type { LeftOutReason } from '#lib/core/left-out-reason.ts'

export const LEFT_OUTS_PER_PAGE = 50

export type LeftOut = {
  patientId: string
  code: string
  firstName: string
  lastName: string
  language: string | null
  clinicName: string
  reason: LeftOutReason
}

/** Which people, in the order of their ids: `after` is the last one seen. One row over the limit means there is more. */
export type LeftOutPage = { reason?: LeftOutReason | undefined; after?: string | undefined; limit?: number | undefined }

/** Who was left out of a campaign that has been sent, as it was written down then. */
export async function listLeftOutsOf(
  tx: Tx,
  { chainId, clinicIds }: ClinicScope,
  campaignId: string,
  { reason, after, limit = LEFT_OUTS_PER_PAGE }: LeftOutPage,
): Promise<LeftOut[]> {
  return tx.execute<LeftOut>(sql`
    select p.id as "patientId", p.code, p.first_name as "firstName", p.last_name as "lastName", p.language, c.name as "clinicName",
      left_out.reason
    from left_out_lists l
    cross join lateral unnest(l.patient_ids, l.reasons) as left_out (patient_id, reason)
    join patients p on p.chain_id = ${chainId} and p.id = left_out.patient_id
    join clinics c on c.chain_id = ${chainId} and c.id = p.clinic_id
    where l.chain_id = ${chainId} and l.campaign_id = ${campaignId}
      ${reason ? sql`and left_out.reason = ${reason}` : sql``}
      ${after ? sql`and l.last_id > ${after} and left_out.patient_id > ${after}` : sql``}
      ${clinicIds === 'all' ? sql`` : sql`and p.clinic_id = any(${arrayLiteral(clinicIds)}::uuid[])`}
    -- List by list, so that reading ends where the page does.
    order by l.last_id, left_out.patient_id limit ${limit + 1}`)
}

/**
 * Who would be left out of a campaign that is still to be sent, by the facts as they are now. `sameNumber` as for `peopleOf`; asked
 * for that very reason, or for another one, it is not needed.
 */
export async function listLeftOutsNow(
  tx: Tx,
  terms: EligibilityTerms,
  { clinicIds }: ClinicScope,
  { reason, after, limit = LEFT_OUTS_PER_PAGE }: LeftOutPage,
  sameNumber: readonly string[],
): Promise<LeftOut[]> {
  const rows = await tx.execute<Omit<LeftOut, 'reason'> & { reason: number }>(sql`
    select p.id as "patientId", p.code, p.first_name as "firstName", p.last_name as "lastName", p.language, c.name as "clinicName",
      person.reason
    from (${peopleLeftOut(terms, reason, sameNumber)}) as person
    join patients p on p.chain_id = ${terms.chainId} and p.id = person.id
    join clinics c on c.chain_id = ${terms.chainId} and c.id = p.clinic_id
    where true${after ? sql` and person.id > ${after}` : sql``}${
      clinicIds === 'all' ? sql`` : sql` and p.clinic_id = any(${arrayLiteral(clinicIds)}::uuid[])`
    }
    order by person.id limit ${limit + 1}`)
  return rows.flatMap(({ reason: number, ...row }) => {
    const name = reasonOf(number)
    return name ? [{ ...row, reason: name }] : []
  })
}

function peopleLeftOut(terms: EligibilityTerms, reason: LeftOutReason | undefined, sameNumber: readonly string[]): SQL {
  const number = reason ? sql.raw(String(reasonNumber(reason))) : null
  if (reason === 'same_number')
    return sql`select twice.id, ${number}::int as reason from (${sameNumberOf(terms)}) as twice`
  return sql`
    select everybody.id, everybody.reason from (${peopleOf(terms, { sameNumber })}) as everybody
    where everybody.reason ${number ? sql`= ${number}` : sql`> 0`}`
}

/** What the rules make of one patient; null when the filter does not find them. */
export async function findPerson(
  tx: Tx,
  terms: EligibilityTerms,
  patientId: string,
): Promise<{ reason: LeftOutReason | null; language: string | null } | null> {
  const [person] = await tx.execute<{ reason: number; textN: number; address: string | null }>(sql`
    select reason, text_n as "textN", address from (${peopleOf(terms, { part: { patientId } })}) as person`)
  if (!person) return null
  const twice = person.reason === 0 && (await getsSomebodyElses(tx, terms, patientId, person.address))
  return {
    reason: twice ? 'same_number' : reasonOf(person.reason),
    language: terms.languages[person.textN - 1] ?? null,
  }
}

async function getsSomebodyElses(
  tx: Tx,
  terms: EligibilityTerms,
  patientId: string,
  address: string | null,
): Promise<boolean> {
  if (terms.kind === 'private' || address === null) return false
  const rows = await tx.execute<{ id: string }>(sameNumberOf(terms, { address }))
  return rows.some(({ id }) => id === patientId)
}
