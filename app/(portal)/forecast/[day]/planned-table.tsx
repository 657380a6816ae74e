import { useTranslations } from 'next-intl'

import { LocalTime } from '#components/local-time.tsx'
import { MaskedAddress } from '#components/masked-address.tsx'
import { EmptyRow, Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { PlannedReminder } from '#db/queries/forecast.ts'
import type { ReminderRule } from '#db/queries/reminder-rules.ts'
import { useRuleTitle } from '../../reminders/_rule/use-rule-title.ts'

const COLUMNS = 8

export function PlannedTable({ rows, rules }: { rows: readonly PlannedReminder[]; rules: readonly ReminderRule[] }) {
  const t = useTranslations('reminders.forecastPage')
  const formats = useFormats()
  const titleOf = useRuleTitle()
  const ruleOf = (ruleId: string) => rules.find(({ id }) => id === ruleId)
  return (
    <Table label={t('list')}>
      <thead>
        <tr>
          <th scope="col">{t('columns.at')}</th>
          <th scope="col">{t('columns.patient')}</th>
          <th scope="col">{t('columns.visit')}</th>
          <th scope="col" className="hs">
            {t('columns.number')}
          </th>
          <th scope="col" className="hs">
            {t('columns.language')}
          </th>
          <th scope="col" className="hs">
            {t('columns.rule')}
          </th>
          <th scope="col" className="hs">
            {t('columns.template')}
          </th>
          <th scope="col" className="hs">
            {t('columns.clinic')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.length === 0 && <EmptyRow columns={COLUMNS}>{t('noMatch')}</EmptyRow>}
        {rows.map((row) => {
          const rule = ruleOf(row.ruleId)
          return (
            <tr key={`${row.appointmentId} ${row.ruleId} ${row.channel}`}>
              <td>
                <LocalTime at={new Date(row.dueAt)} style="time" timeZone={row.zone} />
              </td>
              <td>
                <a className="link" href={`/patients/${row.patientId}`}>
                  {row.patientName}
                </a>
              </td>
              <td>
                <a className="link" href={`/appointments/${row.appointmentId}`}>
                  <LocalTime at={new Date(row.startsAt)} style="weekdayTime" timeZone={row.zone} />
                </a>
              </td>
              <td className="hs">
                <MaskedAddress address={row.address} />
              </td>
              <td className="hs">{row.language ? formats.language(row.language) : '–'}</td>
              <td className="hs">{rule ? titleOf(rule).title : t('ruleGone')}</td>
              <td className="hs">
                {row.templateId ? (
                  <a className="link" href={`/templates/${row.templateId}`}>
                    {row.templateName}
                  </a>
                ) : (
                  '–'
                )}
              </td>
              <td className="hs">{row.clinicName}</td>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}
