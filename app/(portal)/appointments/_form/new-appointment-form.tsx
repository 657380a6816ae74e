'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { LinkButton } from '#components/ui/link-button.tsx'
import { Note } from '#components/ui/note.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import { makeAppointmentAction } from '../actions.ts'
import { OverlapTick } from './overlap-tick.tsx'
import type { ClinicChoice } from './when-and-where.tsx'
import { WhenAndWhere } from './when-and-where.tsx'

export function NewAppointmentForm({
  patient,
  clinics,
  clinicId,
  doctors,
}: {
  patient: { id: string; name: string }
  clinics: ClinicChoice[]
  clinicId: string
  doctors: string[]
}) {
  const t = useTranslations('appointments.form')
  const refusalText = useRefusalText()
  const [state, action] = useActionState(makeAppointmentAction, null)
  const errorOf = useFieldErrors(state && !state.ok ? state : null)
  const typed = (name: string) => (typeof state?.values[name] === 'string' ? state.values[name] : undefined)
  return (
    <form action={action} className="grid gap-3.5" noValidate>
      <input type="hidden" name="patientId" value={patient.id} />
      <div>
        <p className="type-label">{t('patient')}</p>
        <p className="flex flex-wrap items-baseline gap-x-3">
          <a className="link type-strong" href={`/patients/${patient.id}`}>
            {patient.name}
          </a>
          <a className="link type-small" href="/appointments/new">
            {t('change')}
          </a>
        </p>
      </div>
      {state && !state.ok && !state.fields && (
        <Note tone="bad" role="alert">
          {refusalText(state)}
        </Note>
      )}
      <WhenAndWhere
        clinics={clinics}
        values={{
          clinicId: typed('clinicId') ?? clinicId,
          localTime: typed('localTime'),
          durationMinutes: typed('durationMinutes'),
        }}
        errorOf={errorOf}
      />
      <div className="grid gap-3.5 md:grid-cols-[minmax(0,1fr)_140px]">
        <TextField
          label={t('doctor')}
          name="doctor"
          optional
          list="doctors"
          autoComplete="off"
          defaultValue={typed('doctor')}
          error={errorOf('doctor')}
        />
        <TextField
          label={t('office')}
          name="office"
          optional
          autoComplete="off"
          defaultValue={typed('office')}
          error={errorOf('office')}
        />
      </div>
      <datalist id="doctors">
        {doctors.map((doctor) => (
          <option key={doctor} value={doctor} />
        ))}
      </datalist>
      <OverlapTick error={errorOf('overlapAgreed')} agreed={typed('overlapAgreed') !== undefined} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton pendingLabel={t('making')}>{t('make')}</SubmitButton>
        <LinkButton href="/appointments" variant="quiet">
          {t('cancel')}
        </LinkButton>
      </div>
    </form>
  )
}
