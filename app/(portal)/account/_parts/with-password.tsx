'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { PasswordField } from '#components/password-field.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import type { FormState } from '#lib/web/staff-action.ts'

/** What is done only with the password typed once more; folded away until somebody means it. */
export function WithPassword<T>({
  action,
  state,
  trigger,
  lead,
  submit,
  children,
}: {
  action: (form: FormData) => void
  state: FormState<T>
  trigger: string
  lead: string
  submit: string
  children?: ReactNode
}) {
  const t = useTranslations('account.password')
  const refused = state && !state.ok ? state : null
  const errorOf = useFieldErrors(refused)
  const refusalText = useRefusalText()
  return (
    <details className="basis-full rounded-m border border-line" {...(refused && { open: true })}>
      <summary className="cursor-pointer px-3 py-2 type-strong">{trigger}</summary>
      <form action={action} noValidate className="grid max-w-[420px] gap-3 px-3 pb-3">
        <p className="text-ink-2">{lead}</p>
        {children}
        <PasswordField size="m" label={t('current')} name="currentPassword" error={errorOf('currentPassword')} />
        {refused && !refused.fields && (
          <p role="alert" className="type-small text-bad">
            {refusalText(refused)}
          </p>
        )}
        <div>
          <SubmitButton variant="secondary">{submit}</SubmitButton>
        </div>
      </form>
    </details>
  )
}
