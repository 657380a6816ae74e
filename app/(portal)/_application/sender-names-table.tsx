import { CircleCheck, CircleX, Clock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { ToneStatus } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyRow, Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { SenderName } from '#db/queries/sender-names.ts'
import type { SenderNames } from '#lib/core/sender-in-force.ts'
import { senderInForce } from '#lib/core/sender-in-force.ts'

const LOOKS = {
  requested: { tone: 'info', icon: Clock },
  registered: { tone: 'ok', icon: CircleCheck },
  refused: { tone: 'bad', icon: CircleX },
} as const

/** The chain's name by country: what was asked for, what came of it, and whose name stands on phones there meanwhile. */
export function SenderNamesTable({
  names,
  own,
  children,
}: {
  names: readonly SenderName[]
  own: string
  /** Below the table: what changes it. */
  children?: ReactNode
}) {
  const t = useTranslations('activation.senders')
  const formats = useFormats()
  const byCountry: SenderNames = Object.fromEntries(names.map((name) => [name.country, name]))
  return (
    <Card
      flush
      title={t('title')}
      footer={
        <div className="grid w-full gap-3">
          <p className="type-small text-ink-3">{t('foot')}</p>
          {children}
        </div>
      }
    >
      <Table label={t('title')}>
        <thead>
          <tr>
            <th scope="col">{t('country')}</th>
            <th scope="col">{t('name')}</th>
            <th scope="col">{t('state')}</th>
            <th scope="col">{t('inForce')}</th>
          </tr>
        </thead>
        <tbody>
          {names.length === 0 && <EmptyRow columns={4}>{t('empty')}</EmptyRow>}
          {names.map(({ country, name, status }) => {
            const { tone, icon: Icon } = LOOKS[status]
            return (
              <tr key={country}>
                <th scope="row" className="font-normal!">
                  {formats.country(country)}
                </th>
                <td>{name}</td>
                <td>
                  <ToneStatus tone={tone} icon={<Icon strokeWidth={1.75} aria-hidden="true" />}>
                    {t(`status.${status}`)}
                  </ToneStatus>
                </td>
                <td className="font-medium">{senderInForce(own, byCountry, country)}</td>
              </tr>
            )
          })}
        </tbody>
      </Table>
    </Card>
  )
}
