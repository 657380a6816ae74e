'use client'

import { Eye, EyeOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useActionState, useState } from 'react'

import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useFieldErrors } from '#components/use-refusal-text.ts'
import { signInAction } from './actions.ts'

export function SignInForm({ next }: { next: string }) {
  const t = useTranslations('auth')
  const [state, action] = useActionState(signInAction, null)
  const [shown, setShown] = useState(false)
  const errorOf = useFieldErrors(state)
  const failed =
    state && 'triesLeft' in state ? t('failed', { left: state.triesLeft, minutes: state.pauseMinutes }) : undefined

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
        defaultValue={state?.email ?? ''}
        error={errorOf('email')}
      />
      <TextField
        label={t('password')}
        name="password"
        type={shown ? 'text' : 'password'}
        size="l"
        autoComplete="current-password"
        required
        error={failed ?? errorOf('password')}
        suffix={
          <Button
            variant="quiet"
            size="s"
            iconOnly
            className="needs-script"
            icon={shown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
            aria-label={shown ? t('hidePassword') : t('showPassword')}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          />
        }
      />
      <Checkbox name="remember" label={t('remember')} defaultChecked={state?.remember ?? false} />
      <SubmitButton size="l" full pendingLabel={t('submitting')}>
        {t('submit')}
      </SubmitButton>
    </form>
  )
}
