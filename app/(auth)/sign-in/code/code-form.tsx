'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Note } from '#components/ui/note.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import { secondStepAction } from '../actions.ts'

export function CodeForm({ next }: { next: string }) {
  const t = useTranslations('auth.code')
  const [state, action] = useActionState(secondStepAction, null)
  const refused = state && !state.ok ? state : null
  const errorOf = useFieldErrors(refused)
  const refusalText = useRefusalText()

  return (
    <form action={action} noValidate className="grid gap-4">
      <input type="hidden" name="next" value={next} />
      {refused && !refused.fields && <Note tone="bad">{refusalText(refused)}</Note>}
      <TextField
        label={t('label')}
        name="code"
        size="l"
        autoComplete="one-time-code"
        autoFocus
        maxLength={40}
        required
        hint={t('hint')}
        error={errorOf('code')}
      />
      <SubmitButton size="l" full pendingLabel={t('pending')}>
        {t('submit')}
      </SubmitButton>
    </form>
  )
}
