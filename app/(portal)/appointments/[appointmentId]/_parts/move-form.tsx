'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Note } from '#components/ui/note.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import { OverlapTick } from '../../_form/overlap-tick.tsx'
import type { ClinicChoice } from '../../_form/when-and-where.tsx'
import { WhenAndWhere } from '../../_form/when-and-where.tsx'
import { moveAppointmentAction } from '../../actions.ts'

export function MoveForm({
  appointment,
  clinics,
}: {
  appointment: { id: string; clinicId: string; startsLocal: string; durationMinutes: number }
  clinics: ClinicChoice[]
}) {
  const t = useTranslations('appointments.move')
  const refusalText = useRefusalText()
  const [state, action] = useActionState(moveAppointmentAction, null)
  const refused = state && !state.ok ? state : null
  const errorOf = useFieldErrors(refused)
  const typed = (name: string) =>
    refused && typeof refused.values[name] === 'string' ? refused.values[name] : undefined
  return (
    // The key shows the new time once it has moved.
    <form key={appointment.startsLocal} action={action} className="grid gap-3.5" noValidate>
      {refused && !refused.fields && (
        <Note tone="bad" role="alert">
          {refusalText(refused)}
        </Note>
      )}
      <input type="hidden" name="appointmentId" value={appointment.id} />
      <WhenAndWhere
        clinics={clinics}
        values={{
          clinicId: typed('clinicId') ?? appointment.clinicId,
          localTime: typed('localTime') ?? appointment.startsLocal,
          durationMinutes: typed('durationMinutes') ?? String(appointment.durationMinutes),
        }}
        errorOf={errorOf}
      />
      <OverlapTick error={errorOf('overlapAgreed')} agreed={typed('overlapAgreed') !== undefined} />
      <p className="type-small text-ink-3">{t('hint')}</p>
      <div>
        <SubmitButton variant="secondary" pendingLabel={t('moving')}>
          {t('button')}
        </SubmitButton>
      </div>
    </form>
  )
}
