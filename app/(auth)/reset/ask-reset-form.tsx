'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Note } from '#components/ui/note.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useFieldErrors } from '#components/use-refusal-text.ts'
import { askResetAction } from './actions.ts'

/** The answer is the same whether or not the address has an account. */
export function AskResetForm() {
  const t = useTranslations('auth')
  const [state, action] = useActionState(askResetAction, null)
  const errorOf = useFieldErrors(state?.ok ? null : state)
  if (state?.ok) {
    return (
      <Note tone="ok" role="status" title={t('reset.askedTitle')}>
        {t('reset.asked')}
      </Note>
    )
  }
  return (
    <form action={action} noValidate className="grid gap-4">
      <TextField
        label={t('email')}
        name="email"
        type="email"
        size="l"
        autoComplete="username"
        required
        defaultValue={String(state?.values.email ?? '')}
        error={errorOf('email')}
      />
      <SubmitButton size="l" full pendingLabel={t('reset.asking')}>
        {t('reset.ask')}
      </SubmitButton>
    </form>
  )
}
