import { Ban, CircleCheck, Clock, Send, Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { LocalTime } from '#components/local-time.tsx'
import { TONE_INK } from '#components/ui/badge.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { ApplicationStep } from '#db/queries/applications.ts'
import type { ApplicationStatus } from '#lib/core/application-status.ts'
import { decisionExpected } from '#lib/core/application-status.ts'

const LOOKS = {
  submitted: { tone: 'info', icon: Send },
  returned: { tone: 'warn', icon: Undo2 },
  rejected: { tone: 'bad', icon: Ban },
  approved: { tone: 'ok', icon: CircleCheck },
} as const

/** What has happened to an application, the newest first, and above it what is to come. */
export function ApplicationSteps({
  steps,
  status,
  submittedAt,
  others,
}: {
  steps: readonly ApplicationStep[]
  status: ApplicationStatus
  submittedAt: string | null
  /** For whom the reader does not see by name: the service for a chain, the chain for the service. */
  others: string
}) {
  const t = useTranslations('activation.steps')
  const formats = useFormats()
  const expected = status === 'in_review' && submittedAt ? decisionExpected(new Date(submittedAt)) : null
  return (
    <ol className="grid gap-4">
      {expected && (
        <li className="flex gap-3 text-ink-2">
          <Clock className="mt-0.5 size-[18px] shrink-0 text-ink-3" strokeWidth={1.75} aria-hidden="true" />
          <p>
            {t('expected', {
              soonest: formats.time(expected.soonest, 'date'),
              latest: formats.time(expected.latest, 'date'),
            })}
          </p>
        </li>
      )}
      {steps.map(({ id, step, at, staffName, reason }) => {
        const { tone, icon: Icon } = LOOKS[step]
        return (
          <li key={id} className="flex gap-3">
            <Icon className={`mt-0.5 size-[18px] shrink-0 ${TONE_INK[tone]}`} strokeWidth={1.75} aria-hidden="true" />
            <div className="min-w-0">
              <p className="font-medium">{t(step)}</p>
              {reason && <p className="wrap-anywhere whitespace-pre-line">{reason}</p>}
              <p className="type-small text-ink-3">
                <LocalTime at={new Date(at)} style="dayAndTime" /> · {staffName ?? others}
              </p>
            </div>
          </li>
        )
      })}
    </ol>
  )
}
