'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Note } from '#components/ui/note.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import { changeAppointmentDetailsAction } from '../../actions.ts'

export function DetailsForm({
  appointmentId,
  doctor,
  office,
}: {
  appointmentId: string
  doctor: string | null
  office: string | null
}) {
  const t = useTranslations('appointments.details')
  const tForm = useTranslations('appointments.form')
  const refusalText = useRefusalText()
  const [state, action] = useActionState(changeAppointmentDetailsAction, null)
  const refused = state && !state.ok ? state : null
  const errorOf = useFieldErrors(refused)
  const typed = (name: string) =>
    refused && typeof refused.values[name] === 'string' ? refused.values[name] : undefined
  return (
    <form key={`${doctor} ${office}`} action={action} className="grid gap-3.5">
      {refused && !refused.fields && (
        <Note tone="bad" role="alert">
          {refusalText(refused)}
        </Note>
      )}
      <input type="hidden" name="appointmentId" value={appointmentId} />
      <TextField
        label={tForm('doctor')}
        name="doctor"
        optional
        defaultValue={typed('doctor') ?? doctor ?? ''}
        error={errorOf('doctor')}
      />
      <TextField
        label={tForm('office')}
        name="office"
        optional
        defaultValue={typed('office') ?? office ?? ''}
        error={errorOf('office')}
      />
      <p className="type-small text-ink-3">{t('hint')}</p>
      <div>
        <SubmitButton variant="secondary" pendingLabel={t('saving')}>
          {t('button')}
        </SubmitButton>
      </div>
    </form>
  )
}
