import { useTranslations } from 'next-intl'

import { StatusBadge } from '#components/status-badge.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { ReminderState } from '#db/queries/appointment-list.ts'
import { useReminderReason } from './use-reminder-reason.ts'

/** Whether the patient has been told, will be, or will not be and why. */
export function ReminderCell({ reminder, zone }: { reminder: ReminderState | null; zone: string }) {
  const t = useTranslations('appointments.reminder')
  const formats = useFormats()
  const reasonOf = useReminderReason()
  if (!reminder) return <span className="text-ink-3">{t('none')}</span>
  const { status, reason, at, delivery } = reminder
  const when = formats.time(at, 'weekdayTime', zone)
  if (delivery) {
    return (
      <>
        <StatusBadge kind="delivery" status={delivery} />
        <span className="block type-meta text-ink-3">{when}</span>
      </>
    )
  }
  if (status === 'planned') return <span className="state glyph-clock text-ink-2">{t('plannedAt', { when })}</span>
  return (
    <>
      <span className={`state ${status === 'too_late' ? 'glyph-hourglass text-warn' : 'glyph-ban text-ink-2'}`}>
        {t(LABELS[status])}
      </span>
      {reason && <span className="block type-meta text-ink-3">{reasonOf(reason)}</span>}
    </>
  )
}

const LABELS = {
  held: 'held',
  written: 'planned',
  dropped: 'dropped',
  skipped: 'skipped',
  left_out: 'left_out',
  too_late: 'too_late',
} as const
