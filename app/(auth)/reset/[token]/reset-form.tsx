'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { PasswordField } from '#components/password-field.tsx'
import { Note } from '#components/ui/note.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import { MIN_PASSWORD_CHARACTERS } from '#lib/sign-in/inputs.ts'
import { resetAction } from '../actions.ts'

export function ResetForm({ token }: { token: string }) {
  const t = useTranslations('auth')
  const [state, action] = useActionState(resetAction, null)
  const refused = state && !state.ok ? state : null
  const errorOf = useFieldErrors(refused)
  const refusalText = useRefusalText()
  return (
    <form action={action} noValidate className="grid gap-4">
      <input type="hidden" name="token" value={token} />
      {refused && !refused.fields && <Note tone="bad">{refusalText(refused)}</Note>}
      <PasswordField
        label={t('newPassword')}
        name="password"
        isNew
        hint={t('newPasswordHint', { min: MIN_PASSWORD_CHARACTERS })}
        error={errorOf('password')}
      />
      <SubmitButton size="l" full pendingLabel={t('reset.saving')}>
        {t('reset.save')}
      </SubmitButton>
    </form>
  )
}
