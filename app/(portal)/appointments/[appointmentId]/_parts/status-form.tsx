'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Button } from '#components/ui/button.tsx'
import { Note } from '#components/ui/note.tsx'
import { useRefusalText } from '#components/use-refusal-text.ts'
import type { AppointmentStatus } from '#lib/core/appointment-status.ts'
import { APPOINTMENT_STATUSES } from '#lib/core/appointment-status.ts'
import { setAppointmentStatusAction } from '../../actions.ts'

/** One press per status: what the desk does fifty times a day. */
export function StatusForm({ appointmentId, status }: { appointmentId: string; status: AppointmentStatus }) {
  const t = useTranslations('appointments.status')
  const tStatus = useTranslations('statuses.appointment')
  const refusalText = useRefusalText()
  const [state, action, pending] = useActionState(setAppointmentStatusAction, null)
  return (
    <form action={action} className="grid gap-3">
      {state && !state.ok && (
        <Note tone="bad" role="alert">
          {refusalText(state)}
        </Note>
      )}
      <input type="hidden" name="appointmentId" value={appointmentId} />
      <div className="flex flex-wrap gap-2">
        {APPOINTMENT_STATUSES.map((next) => (
          <Button
            key={next}
            type="submit"
            name="status"
            value={next}
            size="s"
            variant={next === 'cancelled' ? 'danger' : 'secondary'}
            aria-pressed={next === status}
            aria-disabled={next === status || pending || undefined}
            className="aria-pressed:border-blue! aria-pressed:bg-blue-soft! aria-pressed:text-blue-ink!"
          >
            {tStatus(next)}
          </Button>
        ))}
      </div>
      <p className="type-small text-ink-3">{t('cancelHint')}</p>
      <p role="status" className="sr-only">
        {pending ? t('saving') : tStatus(status)}
      </p>
    </form>
  )
}
