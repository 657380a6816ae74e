'use client'

import { Eye, EyeOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'

import { Button } from '#components/ui/button.tsx'
import { TextField } from '#components/ui/text-field.tsx'

/** A password, hidden until somebody asks to see it; paste and password managers are welcome. */
export function PasswordField({
  label,
  name,
  isNew = false,
  size = 'l',
  hint,
  error,
}: {
  label: string
  name: string
  isNew?: boolean
  size?: 'm' | 'l'
  hint?: string
  error?: string | undefined
}) {
  const t = useTranslations('auth')
  const [shown, setShown] = useState(false)
  // Of one name there may be several on a page: each change of an account asks for the password anew.
  const id = useId()
  return (
    <TextField
      id={id}
      label={label}
      name={name}
      type={shown ? 'text' : 'password'}
      size={size}
      autoComplete={isNew ? 'new-password' : 'current-password'}
      required
      {...(hint && { hint })}
      error={error}
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
  )
}
