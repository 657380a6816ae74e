import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { WrongContact } from '#db/queries/visit-answers.ts'
import { CorrectContactForm } from './correct-contact-form.tsx'

/** Numbers at which somebody said that they are not this patient, and the way to put it right. */
export function WrongContactCard({
  patientId,
  wrong,
  zone,
  mayCorrect,
}: {
  patientId: string
  wrong: WrongContact[]
  zone: string
  mayCorrect: boolean
}) {
  const t = useTranslations('patients.wrongContact')
  const formats = useFormats()
  if (wrong.length === 0) return null
  return (
    <Card id="wrong-number" title={t('title')}>
      <ul className="grid gap-2 text-pretty">
        {wrong.map(({ id, channel, address, reportedAt }) => (
          <li key={id}>
            {t(channel === 'sms' ? 'body' : 'email', { address, when: formats.time(reportedAt, 'dayAndTime', zone) })}
          </li>
        ))}
      </ul>
      {mayCorrect && wrong.some(({ channel }) => channel === 'sms') && <CorrectContactForm patientId={patientId} />}
    </Card>
  )
}
