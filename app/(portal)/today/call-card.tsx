import { Phone } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { PatientToCall } from '#db/queries/patients-to-call.ts'
import type { VisitCall } from '#db/queries/visit-calls.ts'
import { LEFT_OUT_REASONS } from '#lib/core/left-out-reason.ts'
import { DoneForm } from './done-form.tsx'

type Props = {
  toCall: readonly PatientToCall[]
  answers: readonly VisitCall[]
  /** Who may take a line off: of changed times, and of what patients answered. */
  mayDone: { changes: boolean; answers: boolean }
}

/** Whom no text can help any more: they know a time that holds no longer, or asked to be called. Nobody to call is no card. */
export function CallCard({ toCall, answers, mayDone }: Props) {
  const t = useTranslations('today.calls')
  const formats = useFormats()
  const changeReason = useChangeReason()
  if (toCall.length + answers.length === 0) return null
  const lines = [
    ...toCall.map((row) => ({
      key: `change ${row.appointmentId}`,
      row,
      why: changeReason(row),
      done: mayDone.changes && (
        <DoneForm row={{ appointmentId: row.appointmentId }} label={t('done')} name={row.patientName} />
      ),
    })),
    ...answers.map((row) => ({
      key: row.answerId,
      row,
      why: t(`answers.${row.answer}`),
      done: mayDone.answers && <DoneForm row={{ answerId: row.answerId }} label={t('done')} name={row.patientName} />,
    })),
  ].toSorted((a, b) => a.row.startsAt.localeCompare(b.row.startsAt))
  return (
    <Card flush id="to-call" title={t('title')} aside={t('count', { count: lines.length })}>
      <ul>
        {lines.map(({ key, row, why, done }) => (
          <li
            key={key}
            className="flex flex-wrap items-center gap-x-3.5 gap-y-2 border-b border-line px-4 py-3 last:border-b-0 md:px-5"
          >
            <span className="grid size-9 shrink-0 place-items-center rounded-m border border-bad-line bg-bad-soft text-bad">
              <Phone className="size-[18px]" strokeWidth={1.6} aria-hidden="true" />
            </span>
            <div className="min-w-0 flex-1 basis-[220px]">
              <p>
                <a className="link type-strong" href={`/patients/${row.patientId}`}>
                  {row.patientName}
                </a>{' '}
                {row.phone ? (
                  <a className="link" href={`tel:${row.phone}`}>
                    {row.phone}
                  </a>
                ) : (
                  <span className="text-ink-2">{t('noPhone')}</span>
                )}
              </p>
              <p className="type-small text-ink-2">
                <a className="link" href={`/appointments/${row.appointmentId}`}>
                  {formats.time(new Date(row.startsAt), 'weekdayTime', row.zone)}
                </a>
                , {row.clinicName}. {why}
              </p>
            </div>
            {done}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function useChangeReason() {
  const t = useTranslations('today.calls')
  const tReasons = useTranslations('statuses.leftOut')
  const formats = useFormats()
  return ({ toldStartsAt, reason, zone }: PatientToCall) => {
    const known = LEFT_OUT_REASONS.find((one) => one === reason)
    const told = toldStartsAt
      ? t('told', { when: formats.time(new Date(toldStartsAt), 'weekdayTime', zone) })
      : t('moved')
    return `${told} ${known ? `${tReasons(known)}.` : t('tooLate')}`
  }
}
