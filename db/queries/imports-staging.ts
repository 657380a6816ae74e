import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'

import { arrayLiteral, plainArrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import { byCode } from '#db/queries/imports-rows.ts'
import type { AppointmentRow, PatientRow } from '#lib/core/import-rows.ts'

// Rows of a file that were read and found good, one for each code: a later row of the file replaces an earlier one.
// Thousands of rows are one statement with one array for each column.

type Value = string | number | boolean | null

const PATIENT_COLUMNS: [name: string, type: string, value: (row: PatientRow) => Value][] = [
  ['code', 'text', (row) => row.code],
  ['row_number', 'int', (row) => row.rowNumber],
  ['first_name', 'text', (row) => row.firstName],
  ['last_name', 'text', (row) => row.lastName],
  ['birth_date', 'date', (row) => row.birthDate],
  ['gender', 'text', (row) => row.gender],
  ['phone_typed', 'text', (row) => row.phoneTyped],
  ['phone', 'text', (row) => row.phone],
  ['phone_kind', 'text', (row) => row.phoneKind],
  ['phone_country', 'text', (row) => row.phoneCountry],
  ['email', 'text', (row) => row.email],
  ['language', 'text', (row) => row.language],
  ['country', 'text', (row) => row.country],
  ['clinic_id', 'uuid', (row) => row.clinicId],
  ['balance_micro', 'bigint', (row) => row.balanceMicro],
  ['deceased', 'boolean', (row) => row.deceased],
  ['note', 'text', (row) => row.note],
  ['marketing_consent', 'boolean', (row) => row.marketingConsent],
  ['consent_wording', 'text', (row) => row.consentWording],
]

/** What stood in a cell, or a part of it; the others hold what it was recognised as. */
const AS_TYPED = new Set(['code', 'first_name', 'last_name', 'phone_typed', 'email', 'note', 'consent_wording'])

const APPOINTMENT_COLUMNS: [name: string, type: string, value: (row: AppointmentRow) => Value][] = [
  ['code', 'text', (row) => row.code],
  ['row_number', 'int', (row) => row.rowNumber],
  ['patient_code', 'text', (row) => row.patientCode],
  ['clinic_id', 'uuid', (row) => row.clinicId],
  ['starts', 'text', (row) => row.starts],
  ['starts_in_clinic', 'boolean', (row) => row.startsInClinic],
  ['duration_minutes', 'int', (row) => row.durationMinutes],
  ['doctor', 'text', (row) => row.doctor],
  ['office', 'text', (row) => row.office],
  ['status', 'text', (row) => row.status],
]

/** Rows column by column, each as PostgreSQL reads an array; the first column is the code. */
type StagedColumns = readonly string[]

/** Putting thousands of rows into words takes as long as writing them, and is best done while the database writes others. */
export function patientColumns(rows: readonly PatientRow[]): StagedColumns {
  return PATIENT_COLUMNS.map(([name, , value]) => {
    const values = rows.map(value)
    return AS_TYPED.has(name) ? arrayLiteral(values) : plainArrayLiteral(values)
  })
}

/** Safe to repeat with the same rows. */
export async function stagePatients(tx: Tx, chainId: string, importId: string, columns: StagedColumns): Promise<void> {
  const names = list(PATIENT_COLUMNS)
  const orLater = sql`
    on conflict (chain_id, import_id, code) do update set ${replaced(PATIENT_COLUMNS)}
    where staged.row_number < excluded.row_number`
  const isBehind = await isBehindAllStaged(tx, chainId, importId, columns)
  await tx.execute(sql`
    insert into import_patients as staged (chain_id, import_id, ${names})
    select distinct on (code) ${chainId}::uuid, ${importId}::uuid, ${names}
    from ${given(PATIENT_COLUMNS, columns)}
    order by code, row_number desc
    ${isBehind ? sql`` : orLater}`)
}

/** Most files are sorted by code: then none of a range has come before, and looking for each would cost a third of writing it. */
async function isBehindAllStaged(tx: Tx, chainId: string, importId: string, [codes]: StagedColumns): Promise<boolean> {
  const [row] = await tx.execute<{ behind: boolean }>(sql`
    select (select max(code) from import_patients where chain_id = ${chainId} and import_id = ${importId})
      >= (select min(code collate "C") from unnest(${sql.param(codes)}::text[]) as g (code)) is not true as behind`)
  return row?.behind ?? false
}

/**
 * Rows whose patient the chain does not have, nor the file of patients read beside this one, are not staged.
 *
 * Wall-clock times become instants here, by the zone of the clinic: only PostgreSQL knows zones.
 */
export async function stageAppointments(
  tx: Tx,
  chainId: string,
  importId: string,
  rows: AppointmentRow[],
): Promise<void> {
  if (rows.length === 0) return
  const columns = sql.raw(
    'code, row_number, patient_code, clinic_id, starts_at, duration_minutes, doctor, office, status',
  )
  await tx.execute(sql`
    insert into import_appointments as staged (chain_id, import_id, ${columns})
    select distinct on (g.code) ${chainId}::uuid, ${importId}::uuid, g.code, g.row_number, g.patient_code, g.clinic_id,
      case when g.starts_in_clinic then g.starts::timestamp at time zone c.zone else g.starts::timestamptz end,
      g.duration_minutes, g.doctor, g.office, g.status
    from ${given(
      APPOINTMENT_COLUMNS,
      APPOINTMENT_COLUMNS.map(([, , value]) => arrayLiteral(rows.map(value))),
    )}
    join clinics c on c.chain_id = ${chainId} and c.id = g.clinic_id
    order by g.code, g.row_number desc
    on conflict (chain_id, import_id, code) do update set
      row_number = excluded.row_number, patient_code = excluded.patient_code, clinic_id = excluded.clinic_id,
      starts_at = excluded.starts_at, duration_minutes = excluded.duration_minutes, doctor = excluded.doctor,
      office = excluded.office, status = excluded.status
    where staged.row_number < excluded.row_number`)
}

/** Of these codes, those of patients that the chain has, or will have from the file read beside this one. */
export async function knownPatientCodes(
  tx: Tx,
  chainId: string,
  codes: string[],
  patientsImportId: string | null,
): Promise<Set<string>> {
  const rows = await tx.execute<{ code: string }>(sql`
    select g.code
    from unnest(${sql.param(arrayLiteral(codes))}::text[]) as g (code)
      left join lateral ${byCode('patients', chainId, sql`g.code`)} as p on true
      left join lateral (
        select s.code from import_patients s
        where s.chain_id = ${chainId} and s.import_id = ${patientsImportId}::uuid
          and s.code >= g.code and s.code <= g.code
        order by s.code limit 1
      ) as staged on true
    where p.id is not null or staged.code is not null`)
  return new Set(rows.map(({ code }) => code))
}

export type RefusedRow = { rowNumber: number; reasons: string[]; cells: string[] }

/** Safe to repeat: a row that stands refused stays as it is. */
export async function insertRefusals(tx: Tx, chainId: string, importId: string, rows: RefusedRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx.execute(sql`
    insert into import_refusals (chain_id, import_id, row_number, reasons, cells)
    select ${chainId}::uuid, ${importId}::uuid, row_number, reasons::text[], cells::text[]
    from unnest(
      ${sql.param(arrayLiteral(rows.map((row) => row.rowNumber)))}::int[],
      ${sql.param(arrayLiteral(rows.map((row) => arrayLiteral(row.reasons))))}::text[],
      ${sql.param(arrayLiteral(rows.map((row) => arrayLiteral(row.cells))))}::text[]
    ) as g (row_number, reasons, cells)
    on conflict do nothing`)
}

export async function countRefusals(tx: Tx, chainId: string, importId: string, reason: string): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from import_refusals
    where chain_id = ${chainId} and import_id = ${importId} and ${reason} = any (reasons)`)
  return row?.count ?? 0
}

export async function countStaged(tx: Tx, chainId: string, importId: string, table: StagingTable): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from ${sql.raw(table)} where chain_id = ${chainId} and import_id = ${importId}`)
  return row?.count ?? 0
}

/** The last code of a range of staged rows; null when there are none left. */
export async function lastCodeOf(
  tx: Tx,
  table: StagingTable,
  { chainId, id }: { chainId: string; id: string },
  { after, limit }: { after: string; limit: number },
): Promise<string | null> {
  const [row] = await tx.execute<{ code: string | null }>(sql`
    select max(code) as code from (
      select code from ${sql.raw(table)}
      where chain_id = ${chainId} and import_id = ${id} and code > ${after}
      order by code limit ${limit}
    ) as range`)
  return row?.code ?? null
}

export async function deleteStaged(tx: Tx, chainId: string, importId: string, table: StagingTable): Promise<void> {
  await tx.execute(sql`delete from ${sql.raw(table)} where chain_id = ${chainId} and import_id = ${importId}`)
}

export async function deleteRefusals(tx: Tx, chainId: string, importId: string): Promise<void> {
  await tx.execute(sql`delete from import_refusals where chain_id = ${chainId} and import_id = ${importId}`)
}

export type StagingTable = 'import_patients' | 'import_appointments'

function given(columns: [string, string, unknown][], values: StagedColumns): SQL {
  const arrays = columns.map(([, type], index) => sql`${sql.param(values[index])}::${sql.raw(type)}[]`)
  return sql`unnest(${sql.join(arrays, sql`, `)}) as g (${list(columns)})`
}

function list(columns: [string, string, unknown][]): SQL {
  return sql.raw(columns.map(([name]) => name).join(', '))
}

function replaced(columns: [string, string, unknown][]): SQL {
  return sql.raw(columns.map(([name]) => `${name} = excluded.${name}`).join(', '))
}
