import { useTranslations } from 'next-intl'

import { useFormats } from '#components/use-formats.ts'
import type { StaffRole } from '#lib/core/permissions.ts'
import { seesWholeChain } from '#lib/core/permissions.ts'

/** The clinics somebody sees, by name. */
export function ClinicNames({
  role,
  clinicIds,
  clinicNames,
}: {
  role: StaffRole
  clinicIds: readonly string[]
  clinicNames: ReadonlyMap<string, string>
}) {
  const t = useTranslations('staff')
  const formats = useFormats()
  if (seesWholeChain(role)) return t('allClinics')
  const names = clinicIds.flatMap((id) => clinicNames.get(id) ?? [])
  return names.length > 0 ? formats.list(names.toSorted((a, b) => a.localeCompare(b))) : t('noClinic')
}
