import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { EmptyRow, Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { PatientRow } from '#db/queries/patients.ts'

const COLUMNS = 7

export function PatientTable({ rows, clinics }: { rows: PatientRow[]; clinics: { id: string; name: string }[] }) {
  const t = useTranslations('patients')
  const clinicNames = new Map(clinics.map((clinic) => [clinic.id, clinic.name]))
  return (
    <Table label={t('list')}>
      <thead>
        <tr>
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
        {rows.length === 0 && <EmptyRow columns={COLUMNS}>{t('noMatch')}</EmptyRow>}
        {rows.map((row) => (
          <PatientLine key={row.id} row={row} clinicName={clinicNames.get(row.clinicId) ?? ''} />
        ))}
      </tbody>
    </Table>
  )
}

function PatientLine({ row, clinicName }: { row: PatientRow; clinicName: string }) {
  const t = useTranslations('patients')
  const formats = useFormats()
  return (
    <tr>
      <td>
        <a className="link" href={`/patients/${row.id}`}>
          {`${row.firstName} ${row.lastName}`.trim() || t('noName')}
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
