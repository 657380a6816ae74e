'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Note } from '#components/ui/note.tsx'
import { SelectField } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useFormats } from '#components/use-formats.ts'
import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import { createInvoiceAction } from '../actions.ts'

const LANGUAGES = ['et', 'en', 'ru'] as const

/** For which sum, and in which language, an invoice is made; it works without scripts too. */
export function InvoiceForm({ vatShare }: { vatShare: number }) {
  const t = useTranslations('balance.replenishing')
  const formats = useFormats()
  const language = useLocale().slice(0, 2)
  const [state, action] = useActionState(createInvoiceAction, null)
  const refusalText = useRefusalText()
  const errorOf = useFieldErrors(state)
  const typed = state && !state.ok ? state.values : {}
  return (
    <form action={action} className="grid max-w-[480px] gap-3.5">
      {state && !state.ok && !state.fields && <Note tone="bad">{refusalText(state)}</Note>}
      <TextField
        label={t('sum')}
        name="euros"
        inputMode="decimal"
        suffix="€"
        hint={t('sumHint', { rate: formats.percent(vatShare) })}
        defaultValue={String(typed.euros ?? '100')}
        error={errorOf('euros')}
      />
      <SelectField
        label={t('language')}
        name="locale"
        defaultValue={String(typed.locale ?? language)}
        options={LANGUAGES.map((code) => ({ value: code, label: formats.language(code) }))}
        error={errorOf('locale')}
      />
      <div>
        <SubmitButton variant="primary">{t('make')}</SubmitButton>
      </div>
    </form>
  )
}
