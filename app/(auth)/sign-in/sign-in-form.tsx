'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { PasswordField } from '#components/password-field.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useFieldErrors } from '#components/use-refusal-text.ts'
import { signInAction } from './actions.ts'

export function SignInForm({ next }: { next: string }) {
  const t = useTranslations('auth')
  const [state, action] = useActionState(signInAction, null)
  const errorOf = useFieldErrors(state?.ok ? null : state)

  return (
    <form action={action} noValidate className="grid gap-4">
      <input type="hidden" name="next" value={next} />
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
      <PasswordField label={t('password')} name="password" error={errorOf('password')} />
      <SubmitButton size="l" full pendingLabel={t('submitting')}>
        {t('submit')}
      </SubmitButton>
      <a className="link justify-self-start type-small" href="/reset">
        {t('forgotten')}
      </a>
    </form>
  )
}
