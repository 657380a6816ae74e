'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { PasswordField } from '#components/password-field.tsx'
import { Card } from '#components/ui/card.tsx'
import { Note } from '#components/ui/note.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import { MIN_PASSWORD_CHARACTERS } from '#lib/sign-in/inputs.ts'
import { changePasswordAction } from '../actions.ts'

/** Another password; it signs everybody else out who uses this account. */
export function PasswordCard({ email }: { email: string }) {
  const t = useTranslations('account.password')
  const tAuth = useTranslations('auth')
  const [state, action] = useActionState(changePasswordAction, null)
  const refused = state && !state.ok ? state : null
  const errorOf = useFieldErrors(refused)
  const refusalText = useRefusalText()
  return (
    <Card title={t('title')}>
      <form action={action} noValidate className="grid max-w-[420px] gap-3.5">
        {state?.ok && (
          <Note tone="ok" role="status">
            {t('changed')}
          </Note>
        )}
        {refused && !refused.fields && <Note tone="bad">{refusalText(refused)}</Note>}
        {/* Tells a password manager whose password changes. */}
        <input type="text" name="username" autoComplete="username" defaultValue={email} hidden readOnly />
        <PasswordField size="m" label={t('current')} name="currentPassword" error={errorOf('currentPassword')} />
        <PasswordField
          size="m"
          isNew
          label={tAuth('newPassword')}
          name="password"
          hint={tAuth('newPasswordHint', { min: MIN_PASSWORD_CHARACTERS })}
          error={errorOf('password')}
        />
        <div>
          <SubmitButton variant="secondary">{t('save')}</SubmitButton>
        </div>
      </form>
    </Card>
  )
}
