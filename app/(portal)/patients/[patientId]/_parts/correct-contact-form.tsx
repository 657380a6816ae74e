'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Note } from '#components/ui/note.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import { correctContactAction } from '../actions.ts'

export function CorrectContactForm({ patientId }: { patientId: string }) {
  const t = useTranslations('patients.wrongContact')
  const refusalText = useRefusalText()
  const [state, action] = useActionState(correctContactAction, null)
  const refused = state && !state.ok ? state : null
  const errorOf = useFieldErrors(refused)
  return (
    <form action={action} className="mt-3.5 grid gap-3.5">
      {refused && !refused.fields && <Note tone="bad">{refusalText(refused)}</Note>}
      <input type="hidden" name="patientId" value={patientId} />
      <TextField
        type="tel"
        label={t('phone')}
        name="phone"
        hint={t('hint')}
        autoComplete="off"
        defaultValue={typeof refused?.values.phone === 'string' ? refused.values.phone : ''}
        error={errorOf('phone')}
      />
      <div>
        <SubmitButton variant="secondary" pendingLabel={t('saving')}>
          {t('save')}
        </SubmitButton>
      </div>
    </form>
  )
}
