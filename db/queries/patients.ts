import type { SQL } from 'drizzle-orm'
import { and, asc, desc, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm'

import type { PgColumn } from 'drizzle-orm/pg-core'
import { union } from 'drizzle-orm/pg-core'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import { clinics } from '#db/schema/chains.ts'
import { appointments, consents, patients } from '#db/schema/patients.ts'
import { wholeChain } from '#db/whole-chain.ts'

// Every function names the chain first and filters by it, then by the clinics the reader may see.

export type ClinicScope = { chainId: string; clinicIds: string[] | 'all' }

export type PatientFilter = {
  /** Beginning of a name, of a code or of a number. */
  search?: string | undefined
  clinicId?: string | undefined
  /** ISO 639 code, or `none` for patients without one. */
  language?: string | undefined
  phone?: 'mobile' | 'landline' | 'invalid' | 'none' | undefined
  debtors?: boolean | undefined
  deceased?: boolean | undefined
}

export const PATIENTS_PER_PAGE = 50

const LIST_COLUMNS = {
  id: patients.id,
  code: patients.code,
  firstName: patients.firstName,
  lastName: patients.lastName,
  lastFirst: patients.lastFirst,
  birthDate: patients.birthDate,
  phone: patients.phone,
  phoneKind: patients.phoneKind,
  email: patients.email,
  language: patients.language,
  clinicId: patients.clinicId,
  balanceMicro: patients.balanceMicro,
  deceased: patients.deceased,
}

export type PatientRow = { [K in keyof typeof LIST_COLUMNS]: (typeof patients.$inferSelect)[K] }

/** Where a page begins or ends: the id of a patient, so that no name stands in an address. */
export type PatientCursor = { after: string } | { before: string }

/**
 * One page by last name. One row more than the limit, at the far end, tells that there is another page.
 *
 * What was typed may begin a last name, a first name, a code …: each has an index, and each is asked for its first page, so that a
 * name that thousands bear is not read to its end.
 */
export async function listPatients(
  tx: Tx,
  scope: ClinicScope,
  filter: PatientFilter,
  { cursor, limit = PATIENTS_PER_PAGE }: { cursor?: PatientCursor | undefined; limit?: number } = {},
): Promise<PatientRow[]> {
  const backwards = cursor !== undefined && 'before' in cursor
  const order = backwards ? desc : asc
  const inOrder = [order(patients.lastFirst), order(patients.id)]
  const pageOf = (begins?: SQL) =>
    tx
      .select(LIST_COLUMNS)
      .from(patients)
      .where(and(...inScope(scope), ...matching(filter), begins, cursor && beyond(scope.chainId, cursor)))
      .orderBy(...inOrder)
      .limit(limit + 1)

  const [first, second, ...others] = beginnings(filter.search ?? '').map(pageOf)
  if (!first || !second) return first ?? pageOf()
  return union(first, second, ...others)
    .orderBy(...inOrder)
    .limit(limit + 1)
}

/** Ids of those whom a filter finds, or of those named, among the patients of one's own clinics; by last name. */
export async function listPatientIds(
  tx: Tx,
  scope: ClinicScope,
  { ids, ...filter }: PatientFilter & { ids?: readonly string[] | undefined },
  limit: number,
): Promise<string[]> {
  const rows = await tx
    .select({ id: patients.id })
    .from(patients)
    .where(
      and(
        ...inScope(scope),
        ...matching(filter),
        ids && sql`${patients.id} = any(${arrayLiteral(ids)}::uuid[])`,
        filter.search ? sql`${patients.id} in (${patientsBeginningWith(scope.chainId, filter.search)})` : undefined,
      ),
    )
    .orderBy(patients.lastFirst, patients.id)
    .limit(limit)
  return rows.map(({ id }) => id)
}

export type Patient = typeof patients.$inferSelect & { clinicName: string; clinicZone: string }

/** Null when there is none, and when it is another chain's or another clinic's: the two look the same. */
export async function findPatient(tx: Tx, scope: ClinicScope, patientId: string): Promise<Patient | null> {
  const [row] = await tx
    .select({ patient: patients, clinicName: clinics.name, clinicZone: clinics.zone })
    .from(patients)
    .innerJoin(clinics, and(eq(clinics.chainId, patients.chainId), eq(clinics.id, patients.clinicId)))
    .where(and(...inScope(scope), eq(patients.id, patientId)))
    .limit(1)
  return row ? { ...row.patient, clinicName: row.clinicName, clinicZone: row.clinicZone } : null
}

/** Everybody else of the chain whom the same number or address reaches: an opt-out there is theirs too. */
export async function listSharingPatients(
  tx: Tx,
  scope: ClinicScope,
  patient: { id: string; phone: string | null; email: string | null },
  limit = 20,
): Promise<{ id: string; firstName: string; lastName: string; by: 'phone' | 'email' }[]> {
  const { phone, email } = patient
  if (!phone && !email) return []
  const rows = await tx
    .select({ id: patients.id, firstName: patients.firstName, lastName: patients.lastName, phone: patients.phone })
    .from(patients)
    .where(
      and(
        ...inScope(scope),
        sql`${patients.id} <> ${patient.id}`,
        or(phone ? eq(patients.phone, phone) : undefined, email ? eq(patients.email, email) : undefined),
      ),
    )
    .limit(limit)
  return rows.map(({ phone: theirs, ...row }) => ({ ...row, by: phone && theirs === phone ? 'phone' : 'email' }))
}

export type AppointmentOfPatient = Pick<
  typeof appointments.$inferSelect,
  'id' | 'startsAt' | 'doctor' | 'office' | 'status' | 'clinicId'
> & { clinicName: string; zone: string }

/** Of a patient of one's own at any clinic of the chain; newest first, those ahead included. */
export async function listAppointmentsOf(
  tx: Tx,
  chainId: string,
  patientId: string,
  limit = 20,
): Promise<AppointmentOfPatient[]> {
  return tx
    .select({
      id: appointments.id,
      startsAt: appointments.startsAt,
      doctor: appointments.doctor,
      office: appointments.office,
      status: appointments.status,
      clinicId: appointments.clinicId,
      clinicName: clinics.name,
      zone: clinics.zone,
    })
    .from(wholeChain.appointments)
    .innerJoin(patients, and(eq(patients.chainId, appointments.chainId), eq(patients.id, appointments.patientId)))
    .innerJoin(clinics, and(eq(clinics.chainId, appointments.chainId), eq(clinics.id, appointments.clinicId)))
    .where(and(eq(appointments.chainId, chainId), eq(appointments.patientId, patientId)))
    .orderBy(desc(appointments.startsAt))
    .limit(limit)
}

/** Those in force and those withdrawn, newest first: the evidence stays. */
export async function listConsentsOf(
  tx: Tx,
  chainId: string,
  patientId: string,
): Promise<(typeof consents.$inferSelect)[]> {
  return tx
    .select()
    .from(consents)
    .where(and(eq(consents.chainId, chainId), eq(consents.patientId, patientId)))
    .orderBy(desc(consents.id))
    .limit(50)
}

function inScope({ chainId, clinicIds }: ClinicScope): (SQL | undefined)[] {
  return [eq(patients.chainId, chainId), clinicIds === 'all' ? undefined : inArray(patients.clinicId, clinicIds)]
}

function beyond(chainId: string, cursor: PatientCursor): SQL {
  const backwards = 'before' in cursor
  const id = backwards ? cursor.before : cursor.after
  const place = sql`(select at.last_first, at.id from patients as at where at.chain_id = ${chainId} and at.id = ${id})`
  return sql`(${patients.lastFirst}, ${patients.id}) ${sql.raw(backwards ? '<' : '>')} ${place}`
}

function matching(filter: PatientFilter): (SQL | undefined)[] {
  const noLanguage = filter.language === 'none'
  return [
    isNull(patients.erasedAt),
    filter.clinicId ? eq(patients.clinicId, filter.clinicId) : undefined,
    noLanguage ? isNull(patients.language) : undefined,
    filter.language && !noLanguage ? eq(patients.language, filter.language) : undefined,
    filter.phone ? eq(patients.phoneKind, filter.phone) : undefined,
    filter.debtors ? lt(patients.balanceMicro, 0) : undefined,
    filter.deceased === undefined ? undefined : eq(patients.deceased, filter.deceased),
  ]
}

/** Ids of the patients of a chain, at home wherever, whom a search finds, for the WHERE of another list. */
export function patientsBeginningWith(chainId: string, typed: string): SQL {
  return sql`select ${patients.id} from ${wholeChain.patients} where ${and(eq(patients.chainId, chainId), or(...beginnings(typed)))}`
}

/** What the words typed into a search may be the beginning of; nothing when there are none. */
function beginnings(typed: string): SQL[] {
  const search = typed.normalize('NFC').trim().replace(/\s+/g, ' ')
  if (!search) return []
  const digits = search.replace(/[\s()-]/g, '').replace(/^00/, '+')
  if (/^\+?\d{3,}$/.test(digits)) {
    const withCountry = digits.startsWith('+') ? digits : `+${digits}`
    const numbers = digits.startsWith('+') ? [withCountry] : [withCountry, `+372${digits}`]
    return [...numbers.map((number) => range(patients.phone, number)), range(patients.code, search)]
  }
  const name = search.toLowerCase()
  return [range(patients.lastFirst, name), range(patients.firstLast, name), range(patients.code, search.toUpperCase())]
}

// Ranges over C-collated keys rather than LIKE, which row-level security would keep from its index.
function range(column: PgColumn, start: string): SQL {
  return sql`(${column} >= ${start} and ${column} < ${`${start}\u{10ffff}`})`
}
