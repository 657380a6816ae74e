import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import type { Brought, Merged, Range } from '#db/queries/imports-rows.ts'
import { byCode, importedConsent, names, newOrChanged, slice, standingConsent } from '#db/queries/imports-rows.ts'

const UNIQUE_VIOLATION = '23505'

export const PATIENT_COLUMNS = [
  'first_name',
  'last_name',
  'birth_date',
  'gender',
  'phone_typed',
  'phone',
  'phone_kind',
  'phone_country',
  'email',
  'language',
  'country',
  'clinic_id',
  'balance_micro',
  'deceased',
  'note',
] as const

/**
 * Writes the patients of one range, then what the file says of their consent to offers. Who is new has said nothing before: their
 * yes is written at once.
 */
export async function mergePatients(
  tx: Tx,
  chainId: string,
  importId: string,
  brought: Brought,
  range: Range,
): Promise<Merged> {
  const bringsConsent = brought.has('marketing_consent')
  // Staged rows are one row to the statistics, and so would be joined by a loop within a loop.
  await tx.execute(sql`select set_config('enable_nestloop', 'off', true)`)
  if (await isNobodyKnown(tx, chainId, range)) {
    const merged = await unlessTaken(tx, (inner) => insertPatients(inner, chainId, importId, range, bringsConsent))
    if (merged) return merged
  }
  const merged = await upsertPatients(tx, chainId, importId, brought, range)
  if (merged.rows === merged.isNew || !bringsConsent) return merged
  return { ...merged, isChanged: merged.isChanged + (await mergeConsents(tx, chainId, importId, range)) }
}

/** Whether the chain has no code of a range: a clinic's first import, and people who came since the last. */
async function isNobodyKnown(tx: Tx, chainId: string, { after, through }: Range): Promise<boolean> {
  const [row] = await tx.execute<{ nobody: boolean }>(sql`
    select (
      select found.code from patients as found
      where found.chain_id = ${chainId} and found.code > ${after}
      order by found.code limit 1
    ) <= ${through} is not true as nobody`)
  return row?.nobody ?? false
}

/** Plain rows cost less than rows that might be there; null, with nothing written, where somebody else has just added one of them. */
async function unlessTaken(tx: Tx, write: (inner: Tx) => Promise<Merged>): Promise<Merged | null> {
  try {
    return await tx.transaction(write)
  } catch (error) {
    if ((error as { cause?: { code?: string } }).cause?.code === UNIQUE_VIOLATION) return null
    throw error
  }
}

/** Of people who are all new. They get their ids before they are written, so that their consents need not be joined to them. */
async function insertPatients(
  tx: Tx,
  chainId: string,
  importId: string,
  range: Range,
  bringsConsent: boolean,
): Promise<Merged> {
  const given = sql`,
    given as (
      insert into consents (chain_id, patient_id, purpose, channel, source, wording)
      select chain_id, id, 'marketing', 'any', 'import', consent_wording from s where marketing_consent
    )`
  const [row] = await tx.execute<{ rows: number }>(sql`
    with s as materialized (
      select uuid_v7() as id, staged.* from (${slice('import_patients', chainId, importId, range)}) as staged
    ),
    written as (
      insert into patients (chain_id, id, code, ${names(PATIENT_COLUMNS)})
      select chain_id, id, code, ${names(PATIENT_COLUMNS)} from s
    )${bringsConsent ? given : sql``}
    select count(*)::int as rows from s`)
  if (!row) throw new Error('an aggregate gives a row')
  return { rows: row.rows, isNew: row.rows, isChanged: 0 }
}

/** Of people some of whom the chain may know; their consents are another statement, those of the new ones are written here. */
async function upsertPatients(
  tx: Tx,
  chainId: string,
  importId: string,
  brought: Brought,
  range: Range,
): Promise<Merged> {
  const columns = PATIENT_COLUMNS.filter((column) => brought.has(column))
  const consentsOfNew = sql`,
    given as (
      insert into consents (chain_id, patient_id, purpose, channel, source, wording)
      select ${chainId}::uuid, written.id, 'marketing', 'any', 'import', s.consent_wording
      from written join s using (code) where written.is_new and s.marketing_consent
    )`
  const [row] = await tx.execute<Merged>(sql`
    with s as materialized (${slice('import_patients', chainId, importId, range)}),
    written as (
      ${newOrChanged('patients', chainId, PATIENT_COLUMNS, columns)}
      returning id, code, xmax = 0 as is_new
    )${brought.has('marketing_consent') ? consentsOfNew : sql``}
    select (select count(*)::int from s) as rows,
      count(*) filter (where is_new)::int as "isNew", count(*) filter (where not is_new)::int as "isChanged"
    from written`)
  if (!row) throw new Error('an aggregate gives a row')
  return row
}

/**
 * The consents of patients whom the chain knew before. A yes is written with its evidence, unless the patient has said no elsewhere
 * since; a no takes back only what an import gave. An opt-out is another table, and stays in force whatever a file says.
 *
 * @returns how many patients this changed whose own row had not changed
 */
async function mergeConsents(tx: Tx, chainId: string, importId: string, range: Range): Promise<number> {
  const [row] = await tx.execute<{ changed: number; takenBack: string[] | null }>(sql`
    with s as materialized (${slice('import_patients', chainId, importId, range)}),
    said as (
      select p.id as patient_id, p.updated_at, s.marketing_consent, s.consent_wording
      from s join lateral ${byCode('patients', chainId, sql`s.code`)} as p on true
      where s.marketing_consent is not null and p.created_at <> now()
    ),
    given as (
      insert into consents (chain_id, patient_id, purpose, channel, source, wording)
      select ${chainId}::uuid, patient_id, 'marketing', 'any', 'import', consent_wording
      from said left join lateral ${standingConsent(chainId, sql`said.patient_id`)} as standing on true
      where marketing_consent and standing.id is null
      on conflict (chain_id, patient_id, purpose, channel) where withdrawn_at is null do nothing
      returning patient_id
    ),
    withdrawn as (
      select consent.id, said.updated_at
      from said join lateral ${importedConsent(chainId, sql`said.patient_id`)} as consent on true
      where not said.marketing_consent
    )
    select (select array_agg(id) from withdrawn) as "takenBack",
      (select count(*)::int from said join given using (patient_id) where updated_at < now())
      + (select count(*)::int from withdrawn where updated_at < now()) as changed`)
  if (row?.takenBack) {
    await tx.execute(sql`
      update consents set withdrawn_at = now(), withdrawn_source = 'import'
      where chain_id = ${chainId} and id = any (${sql.param(arrayLiteral(row.takenBack))}::uuid[]) and withdrawn_at is null`)
  }
  return row?.changed ?? 0
}
