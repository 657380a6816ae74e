import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import type { Brought, Merged, Range } from '#db/queries/imports-rows.ts'
import { byCode, differs, importedConsent, names, replaced, slice, standingConsent } from '#db/queries/imports-rows.ts'

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
  const staged = slice('import_patients', chainId, importId, range)
  const bringsConsent = brought.has('marketing_consent')
  // Staged rows are one row to the statistics, and so would be joined by a loop within a loop.
  await tx.execute(sql`select set_config('enable_nestloop', 'off', true)`)
  if (await isNobodyKnown(tx, chainId, staged)) {
    const merged = await unlessTaken(tx, (inner) => writePatients(inner, chainId, staged, newPatients(), bringsConsent))
    if (merged) return merged
  }
  const columns = PATIENT_COLUMNS.filter((column) => brought.has(column))
  const merged = await writePatients(tx, chainId, staged, newOrChangedPatients(chainId, columns), bringsConsent)
  if (merged.rows === merged.isNew || !bringsConsent) return merged
  return { ...merged, isChanged: merged.isChanged + (await mergeConsents(tx, chainId, importId, range)) }
}

/** Whether the chain has no code between the first and the last of a range: a clinic's first import, and people who came since the last. */
async function isNobodyKnown(tx: Tx, chainId: string, staged: SQL): Promise<boolean> {
  const [row] = await tx.execute<{ nobody: boolean }>(sql`
    with s as materialized (${staged})
    select (
      select found.code from patients as found
      where found.chain_id = ${chainId} and found.code >= (select min(code) from s)
      order by found.code limit 1
    ) <= (select max(code) from s) is not true as nobody`)
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

function newPatients(): SQL {
  return sql`
    insert into patients (chain_id, code, ${names(PATIENT_COLUMNS)})
    select s.chain_id, s.code, ${names(PATIENT_COLUMNS, 's')} from s
    order by s.code
    returning id, code, true as is_new`
}

function newOrChangedPatients(chainId: string, columns: readonly string[]): SQL {
  return sql`
    insert into patients as p (chain_id, code, ${names(PATIENT_COLUMNS)})
    select s.chain_id, s.code, ${names(PATIENT_COLUMNS, 's')}
    from s left join lateral ${byCode('patients', chainId, sql`s.code`)} as old on true
    where old.id is null or ${differs('old', 's', columns)}
    order by s.code
    on conflict (chain_id, code) do update set ${replaced(columns)}, updated_at = now()
    where ${differs('p', 'excluded', columns)}
    returning id, code, xmax = 0 as is_new`
}

async function writePatients(
  tx: Tx,
  chainId: string,
  staged: SQL,
  written: SQL,
  bringsConsent: boolean,
): Promise<Merged> {
  const consentsOfNew = sql`,
    given as (
      insert into consents (chain_id, patient_id, purpose, channel, source, wording)
      select ${chainId}::uuid, written.id, 'marketing', 'any', 'import', s.consent_wording
      from written join s using (code) where written.is_new and s.marketing_consent
    )`
  const [row] = await tx.execute<Merged>(sql`
    with s as materialized (${staged}),
    written as (${written})${bringsConsent ? consentsOfNew : sql``}
    select (select max(code) from s) as "lastCode", (select count(*)::int from s) as rows,
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
