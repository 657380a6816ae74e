'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { PasswordField } from '#components/password-field.tsx'
import { Note } from '#components/ui/note.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import { MIN_PASSWORD_CHARACTERS } from '#lib/sign-in/inputs.ts'
import { acceptInvitationAction } from '../actions.ts'

export function AcceptForm({ token, name, email }: { token: string; name: string; email: string }) {
  const t = useTranslations('auth')
  const [state, action] = useActionState(acceptInvitationAction, null)
  const refused = state && !state.ok ? state : null
  const errorOf = useFieldErrors(refused)
  const refusalText = useRefusalText()
  return (
    <form action={action} noValidate className="grid gap-4">
      <input type="hidden" name="token" value={token} />
      {refused && !refused.fields && <Note tone="bad">{refusalText(refused)}</Note>}
      <TextField
        label={t('invite.name')}
        name="name"
        size="l"
        autoComplete="name"
        required
        maxLength={120}
        defaultValue={String(refused?.values.name ?? name)}
        error={errorOf('name')}
      />
      {/* Read only, and where a password manager looks for what the password belongs to. */}
      <TextField
        label={t('invite.email')}
        name="username"
        type="email"
        size="l"
        autoComplete="username"
        readOnly
        defaultValue={email}
      />
      <PasswordField
        label={t('password')}
        name="password"
        isNew
        hint={t('newPasswordHint', { min: MIN_PASSWORD_CHARACTERS })}
        error={errorOf('password')}
      />
      <SubmitButton size="l" full pendingLabel={t('invite.accepting')}>
        {t('invite.accept')}
      </SubmitButton>
    </form>
  )
}
