import { useTranslations } from 'next-intl'

import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { VisitCall } from '#db/queries/visit-calls.ts'
import { HandleCallForm } from './handle-call-form.tsx'

/** What patients asked for on the page of a text, until somebody has seen to it. */
export function VisitCallsCard({ calls, mayHandle }: { calls: VisitCall[]; mayHandle: boolean }) {
  const t = useTranslations('inbox.calls')
  return (
    <div className="mb-4">
      <Card flush title={t('title')}>
        <ul>
          {calls.map((call) => (
            <CallLine key={call.answerId} call={call} mayHandle={mayHandle} />
          ))}
        </ul>
      </Card>
    </div>
  )
}

function CallLine({ call, mayHandle }: { call: VisitCall; mayHandle: boolean }) {
  const t = useTranslations('inbox.calls')
  const formats = useFormats()
  const { answer, answerId, appointmentId, patientId, patientName, phone, zone } = call
  return (
    <li className="flex flex-wrap items-center gap-x-5 gap-y-2 border-b border-line px-4 py-3 last:border-b-0 md:px-5">
      <div className="min-w-0 flex-1 basis-[220px]">
        <p>
          <a className="link type-strong" href={`/patients/${patientId}`}>
            {patientName}
          </a>{' '}
          {phone && (
            <a className="link" href={`tel:${phone}`}>
              {phone}
            </a>
          )}
        </p>
        <p className="type-small text-ink-2">
          <a className="link" href={`/appointments/${appointmentId}`}>
            {t('about', { when: formats.time(new Date(call.startsAt), 'weekdayTime', zone) })}
          </a>
          <span className="text-ink-3">
            {' '}
            · {t('asked', { when: formats.time(new Date(call.answeredAt), 'weekdayTime', zone) })}
          </span>
        </p>
      </div>
      <Badge tone={answer === 'call' ? 'info' : 'warn'}>{t(answer)}</Badge>
      {answer === 'not_me' && (
        <a className="link type-small" href={`/patients/${patientId}#wrong-number`}>
          {t('fix')}
        </a>
      )}
      {mayHandle && <HandleCallForm answerId={answerId} label={t(answer === 'call' ? 'handled' : 'corrected')} />}
    </li>
  )
}
