import { useTranslations } from 'next-intl'

import { LocalTime } from '#components/local-time.tsx'
import { StatusBadge } from '#components/status-badge.tsx'
import { Card } from '#components/ui/card.tsx'
import type { FamilyVisit } from '#db/queries/appointment-page.ts'

export function FamilyCard({ family, zone }: { family: FamilyVisit[]; zone: string }) {
  const t = useTranslations('appointments')
  return (
    <Card title={t('page.family')}>
      <p className="mb-2 type-small text-ink-2">{t('page.familyHint')}</p>
      <ul className="grid gap-2">
        {family.map(({ id, startsAt, status, firstName, lastName }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-4">
            <a className="link" href={`/appointments/${id}`}>
              <LocalTime at={startsAt} style="time" timeZone={zone} />
            </a>
            <span className="flex-1">{`${firstName} ${lastName}`.trim() || t('noName')}</span>
            <StatusBadge kind="appointment" status={status} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
