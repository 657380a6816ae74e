import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { LocalTime } from '#components/local-time.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyRow, Table } from '#components/ui/table.tsx'
import type { LeftOutOfPatient } from '#db/queries/left-outs-of-patient.ts'

const COLUMNS = 3

/** Why nothing was sent, by the same reasons as the preview of the campaign. */
export function LeftOutsCard({ leftOuts, patientId }: { leftOuts: LeftOutOfPatient[]; patientId: string }) {
  const t = useTranslations('patients.leftOut')
  const tReason = useTranslations('statuses.leftOut')
  return (
    <Card flush title={t('title')}>
      <Table label={t('title')}>
        <thead>
          <tr>
            <th scope="col">{t('campaign')}</th>
            <th scope="col">{t('reason')}</th>
            <th scope="col" className="hs">
              {t('date')}
            </th>
          </tr>
        </thead>
        <tbody>
          {leftOuts.length === 0 && <EmptyRow columns={COLUMNS}>{t('empty')}</EmptyRow>}
          {leftOuts.map((row) => (
            <tr key={row.campaignId}>
              <td>
                <Link className="link" href={`/campaigns/${row.campaignId}`}>
                  {row.campaignName}
                </Link>
              </td>
              <td>
                <Link className="link" href={`/campaigns/${row.campaignId}/why?patient=${patientId}`}>
                  {tReason(row.reason)}
                </Link>
              </td>
              <td className="hs">{row.startedAt && <LocalTime at={row.startedAt} style="dayAndTime" />}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  )
}
