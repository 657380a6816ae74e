import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { EmptyRow, Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { PatientRow } from '#db/queries/patients.ts'
import { WRITE_FORM } from './write-form.ts'

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
  const clinicNames = new Map(clinics.map((clinic) => [clinic.id, clinic.name]))
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
        {rows.map((row) => (
          <PatientLine key={row.id} row={row} clinicName={clinicNames.get(row.clinicId) ?? ''} mayWrite={mayWrite} />
        ))}
      </tbody>
    </Table>
  )
}

function PatientLine({ row, clinicName, mayWrite }: { row: PatientRow; clinicName: string; mayWrite: boolean }) {
  const t = useTranslations('patients')
  const formats = useFormats()
  const name = `${row.firstName} ${row.lastName}`.trim() || t('noName')
  return (
    <tr>
      {mayWrite && (
        <td>
          {!row.deceased && (
            <input
              type="checkbox"
              form={WRITE_FORM}
              name="patientIds"
              value={row.id}
              className="check-mark"
              aria-label={t('write.tick', { name })}
            />
          )}
        </td>
      )}
      <td>
        <a className="link" href={`/patients/${row.id}`}>
          {name}
        </a>{' '}
        {row.deceased && <Badge tone="neutral">{t('deceased')}</Badge>}
      </td>
      <td className="hs">{row.code}</td>
      <td className="hs">{row.birthDate && formats.time(new Date(`${row.birthDate}T00:00:00Z`), 'date', 'UTC')}</td>
      <td>
        {row.phoneKind === 'mobile' && row.phone ? (
          <span className="whitespace-nowrap">{`•••• ${row.phone.slice(-4)}`}</span>
        ) : (
          <span className="text-ink-3">{t(`phoneKind.${row.phoneKind}`)}</span>
        )}
      </td>
      <td className="hs">{row.language ? formats.language(row.language) : t('facts.unknown')}</td>
      <td className="hs">{clinicName}</td>
      <td className="num">{row.balanceMicro !== 0 && formats.money(row.balanceMicro)}</td>
    </tr>
  )
}
