import { useTranslations } from 'next-intl'

import { Note } from '#components/ui/note.tsx'
import { useFormats } from '#components/use-formats.ts'
import { LiftErasureForm } from './lift-erasure-form.tsx'

/** In place of a person: when they were erased, and the way to let them register again. */
export function ErasedCard({
  patientId,
  erasedAt,
  zone,
  lifted,
  mayLift,
}: {
  patientId: string
  erasedAt: Date
  zone: string
  lifted: boolean
  mayLift: boolean
}) {
  const t = useTranslations('privacy.data')
  const formats = useFormats()
  return (
    <div className="grid gap-3">
      <Note tone="info" role="status" title={t('erasedTitle', { when: formats.time(erasedAt, 'dayAndTime', zone) })}>
        {t('erasedBody')} {lifted && t('lifted')}
      </Note>
      {mayLift && !lifted && <LiftErasureForm patientId={patientId} />}
    </div>
  )
}
