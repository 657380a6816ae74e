import type { NextRequest } from 'next/server'
import { getTranslations } from 'next-intl/server'

import { listClinics } from '#db/queries/clinics.ts'
import type { PatientRow } from '#db/queries/patients.ts'
import { listPatients } from '#db/queries/patients.ts'
import { csvCell } from '#lib/core/csv-cell.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { readChosenClinic } from '#lib/web/chosen-clinic.ts'
import { csvResponse, keysetPages } from '#lib/web/csv-response.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { patientFilterOf } from '../_list/filter.ts'

const MICRO_PER_CENT = 10_000

const COLUMNS = [
  'code',
  'firstName',
  'lastName',
  'born',
  'phone',
  'email',
  'language',
  'clinic',
  'balance',
  'deceased',
] as const

/** The list as it is filtered, whole. */
export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await requireStaff('patient.read')
  const t = await getTranslations('patients')
  const filter = patientFilterOf(Object.fromEntries(request.nextUrl.searchParams), await readChosenClinic())
  const clinics = await inChain(ctx, (tx) => listClinics(tx, ctx.chainId))
  const clinicNames = new Map(clinics.map((clinic) => [clinic.id, clinic.name]))

  const pages = keysetPages<PatientRow>((last, limit) =>
    inChain(ctx, (tx) => listPatients(tx, ctx, filter, { limit, cursor: last && { after: last.id } })),
  )
  const header = COLUMNS.map((column) => t(`columns.${column}`))
  const cells = (row: PatientRow) => [
    csvCell(row.code),
    csvCell(row.firstName),
    csvCell(row.lastName),
    row.birthDate ?? '',
    csvCell(row.phone, 'phone'),
    csvCell(row.email),
    row.language ?? '',
    csvCell(clinicNames.get(row.clinicId)),
    (Math.round(row.balanceMicro / MICRO_PER_CENT) / 100).toFixed(2).replace('.', ','),
    row.deceased ? '1' : '',
  ]
  return csvResponse('patients.csv', header, pages, cells)
}
