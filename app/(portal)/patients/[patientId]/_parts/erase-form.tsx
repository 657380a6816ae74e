'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Note } from '#components/ui/note.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import { erasePatientAction } from '../actions.ts'

/** Folded away, and done only when the patient's code was typed. */
export function EraseForm({ patientId, code }: { patientId: string; code: string }) {
  const t = useTranslations('privacy.data')
  const refusalText = useRefusalText()
  const [state, action] = useActionState(erasePatientAction, null)
  const refused = state && !state.ok ? state : null
  const errorOf = useFieldErrors(refused)
  return (
    <details className="mt-3" open={refused !== null || undefined}>
      <summary className="link cursor-pointer">{t('erase')}</summary>
      <form action={action} className="mt-3 grid gap-3.5" noValidate>
        <Note tone="warn">{t('eraseLead')}</Note>
        {refused && !refused.fields && <Note tone="bad" role="alert" title={refusalText(refused)} />}
        <input type="hidden" name="patientId" value={patientId} />
        <TextField
          label={t('typeCode', { code })}
          name="typed"
          autoComplete="off"
          defaultValue={typeof refused?.values.typed === 'string' ? refused.values.typed : ''}
          error={errorOf('typed')}
        />
        <div>
          <SubmitButton variant="danger" pendingLabel={t('erasing')}>
            {t('eraseNow')}
          </SubmitButton>
        </div>
      </form>
    </details>
  )
}
