import type { Tx } from '#db/client.ts'
import type { ClinicScope } from '#db/queries/patients.ts'
import { listPatients } from '#db/queries/patients.ts'
import { MAX_SEARCH_CHARACTERS, MIN_SEARCH_CHARACTERS } from './search-limits.ts'

const MOST_FOUND = 12

export type FoundPatient = { id: string; name: string; code: string; born: string | null; phoneEnd: string | null }
export type FoundPatients = { patients: FoundPatient[]; more: boolean }

/** Living patients of one's own clinics; nobody for less than a few letters. */
export async function findPatients(tx: Tx, scope: ClinicScope, typed: string): Promise<FoundPatients> {
  const search = typed.replaceAll('\0', '').trim().slice(0, MAX_SEARCH_CHARACTERS)
  if (search.length < MIN_SEARCH_CHARACTERS) return { patients: [], more: false }
  const rows = await listPatients(tx, scope, { search, deceased: false }, { limit: MOST_FOUND })
  return {
    more: rows.length > MOST_FOUND,
    patients: rows.slice(0, MOST_FOUND).map(({ id, firstName, lastName, code, birthDate, phone }) => ({
      ...{ id, code, born: birthDate, phoneEnd: phone?.slice(-4) ?? null },
      name: `${firstName} ${lastName}`.trim() || code,
    })),
  }
}
