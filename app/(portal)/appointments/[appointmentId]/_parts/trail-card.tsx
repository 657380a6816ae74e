import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { TrailEntry } from '#db/queries/appointment-page.ts'
import type { Clinic } from '#db/queries/clinics.ts'
import { useTrailWords } from './use-trail-words.ts'

/** Who did what, newest first, as the audit log has it. */
export function TrailCard({ trail, zone, clinics }: { trail: TrailEntry[]; zone: string; clinics: Clinic[] }) {
  const t = useTranslations('appointments')
  const formats = useFormats()
  const wordsOf = useTrailWords({ zone, clinics })
  if (trail.length === 0) return null
  return (
    <Card title={t('page.trail')}>
      <ol className="grid gap-2.5">
        {trail.map((entry) => (
          <li
            key={entry.id}
            className="grid gap-x-4 border-b border-line pb-2.5 last:border-b-0 last:pb-0 md:grid-cols-[minmax(0,1fr)_auto]"
          >
            <span>{wordsOf(entry)}</span>
            <span className="type-small text-ink-3">
              {entry.staffName ?? (entry.action === 'appointment.answer' ? '' : t('trail.itself'))}{' '}
              <time dateTime={entry.at.toISOString()}>{formats.time(entry.at, 'dayAndTime', zone)}</time>
            </span>
          </li>
        ))}
      </ol>
    </Card>
  )
}
