'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { CopyButton } from '#components/ui/copy-button.tsx'
import { Note } from '#components/ui/note.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import type { FormState } from '#lib/web/staff-action.ts'

/** Scan, type the first code, done. */
export function AppSetUp({
  offer,
  state,
  action,
}: {
  offer: { secret: string; qr: ReactNode }
  state: FormState<{ codes: string[] }>
  action: (form: FormData) => void
}) {
  const t = useTranslations('account.app')
  const refused = state && !state.ok ? state : null
  const errorOf = useFieldErrors(refused)
  const refusalText = useRefusalText()
  return (
    <div className="flex flex-wrap gap-5">
      {offer.qr}
      <form action={action} noValidate className="grid min-w-0 flex-1 basis-[240px] content-start gap-3.5">
        {refused && !refused.fields && <Note tone="bad">{refusalText(refused)}</Note>}
        <p className="text-ink-2">{t('scan')}</p>
        <div className="grid gap-1">
          <span className="type-small text-ink-3">{t('byHand')}</span>
          <span className="flex flex-wrap items-center gap-2">
            <code className="wrap-anywhere type-small">{(offer.secret.match(/.{4}/g) ?? []).join(' ')}</code>
            <CopyButton text={offer.secret} />
          </span>
        </div>
        <TextField
          label={t('code')}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={8}
          required
          className="max-w-[200px]"
          error={errorOf('code')}
        />
        <div>
          <SubmitButton variant="primary">{t('confirm')}</SubmitButton>
        </div>
      </form>
    </div>
  )
}
