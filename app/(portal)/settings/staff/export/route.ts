import { getTranslations } from 'next-intl/server'

import { listClinics } from '#db/queries/clinics.ts'
import type { StaffMember } from '#db/queries/staff.ts'
import { listStaff } from '#db/queries/staff.ts'
import { csvCell } from '#lib/core/csv-cell.ts'
import { seesWholeChain } from '#lib/core/permissions.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { csvResponse, keysetPages } from '#lib/web/csv-response.ts'
import { requireStaff } from '#lib/web/require-staff.ts'

const COLUMNS = ['name', 'email', 'role', 'clinics', 'state', 'lastSignIn'] as const

/** Everybody of the chain, whole: what a manager looks through once a year to see who may still do what. */
export async function GET(): Promise<Response> {
  const ctx = await requireStaff('staff.manage')
  const t = await getTranslations('staff')
  const tRole = await getTranslations('statuses.roles')
  const clinics = await inChain(ctx, (tx) => listClinics(tx, ctx.chainId))
  const names = new Map(clinics.map(({ id, name }) => [id, name]))
  const pages = keysetPages<StaffMember>((last, limit) =>
    inChain(ctx, (tx) => listStaff(tx, ctx.chainId, { after: last?.id, limit })),
  )
  return csvResponse(
    'staff.csv',
    COLUMNS.map((column) => t(column)),
    pages,
    ({ name, email, role, clinicIds, active, lastSignInAt }) => [
      csvCell(name),
      csvCell(email),
      tRole(role),
      csvCell(seesWholeChain(role) ? t('allClinics') : clinicIds.map((id) => names.get(id) ?? '').join(', ')),
      t(active ? 'active' : 'inactive'),
      lastSignInAt?.toISOString() ?? '',
    ],
  )
}
