import { useTranslations } from 'next-intl'

import { EmptyRow, Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { PatientRow } from '#db/queries/patients.ts'
import type { PatientWords } from './patient-rows.tsx'
import { PatientRows } from './patient-rows.tsx'

const COLUMNS = 7

export function PatientTable({
  rows,
  clinics,
  mayWrite,
}: {
  rows: PatientRow[]
  clinics: { id: string; name: string }[]
  /** Whether patients can be ticked, to be written to. */
  mayWrite: boolean
}) {
  const t = useTranslations('patients')
  const words = useWords(clinics)
  return (
    <Table label={t('list')}>
      <thead>
        <tr>
          {mayWrite && (
            <th scope="col" className="w-9">
              <input
                type="checkbox"
                data-tick-all=""
                className="check-mark needs-script"
                aria-label={t('write.tickAll')}
              />
            </th>
          )}
          <th scope="col">{t('columns.name')}</th>
          <th scope="col" className="hs">
            {t('columns.code')}
          </th>
          <th scope="col" className="hs">
            {t('columns.born')}
          </th>
          <th scope="col">{t('columns.phone')}</th>
          <th scope="col" className="hs">
            {t('columns.language')}
          </th>
          <th scope="col" className="hs">
            {t('columns.clinic')}
          </th>
          <th scope="col" className="num">
            {t('columns.balance')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.length === 0 && <EmptyRow columns={mayWrite ? COLUMNS + 1 : COLUMNS}>{t('noMatch')}</EmptyRow>}
        <PatientRows rows={rows.map(words)} mayWrite={mayWrite} />
      </tbody>
    </Table>
  )
}

function useWords(clinics: readonly { id: string; name: string }[]): (row: PatientRow) => PatientWords {
  const t = useTranslations('patients')
  const formats = useFormats()
  const clinicNames = new Map(clinics.map((clinic) => [clinic.id, clinic.name]))
  return (row) => {
    const name = `${row.firstName} ${row.lastName}`.trim() || t('noName')
    const number = row.phoneKind === 'mobile' ? row.phone : null
    return {
      id: row.id,
      name,
      deceased: row.deceased ? t('deceased') : null,
      code: row.code,
      born: row.birthDate && formats.time(new Date(`${row.birthDate}T00:00:00Z`), 'date', 'UTC'),
      phone: number ? `•••• ${number.slice(-4)}` : t(`phoneKind.${row.phoneKind}`),
      phoneFaint: !number,
      language: row.language ? formats.language(row.language) : t('facts.unknown'),
      clinic: clinicNames.get(row.clinicId) ?? '',
      balance: row.balanceMicro === 0 ? null : formats.money(row.balanceMicro),
      tick: row.deceased ? null : t('write.tick', { name }),
    }
  }
}
