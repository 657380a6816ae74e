'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Note } from '#components/ui/note.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import type { Retention } from '#lib/core/retention.ts'
import { RETENTION_LIMITS } from '#lib/core/retention.ts'
import { saveRetentionAction } from './actions.ts'

const FIELDS = [
  { name: 'textDays', hint: 'textHint', unit: 'days' },
  { name: 'receiptDays', hint: 'receiptHint', unit: 'days' },
  { name: 'deliveryMonths', hint: 'deliveryHint', unit: 'months' },
] as const

export function RetentionForm({ retention }: { retention: Retention }) {
  const t = useTranslations('privacy.retention')
  const refusalText = useRefusalText()
  const [state, action] = useActionState(saveRetentionAction, null)
  const refused = state && !state.ok ? state : null
  const errorOf = useFieldErrors(refused)
  return (
    <form action={action} className="grid max-w-[520px] gap-4" noValidate>
      {refused && !refused.fields && <Note tone="bad" role="alert" title={refusalText(refused)} />}
      {state?.ok && <Note tone="ok" role="status" title={t('saved')} />}
      {FIELDS.map(({ name, hint, unit }) => (
        <TextField
          key={name}
          type="number"
          inputMode="numeric"
          label={`${t(name)}, ${t(unit)}`}
          name={name}
          {...RETENTION_LIMITS[name]}
          defaultValue={String(refused?.values[name] ?? retention[name])}
          hint={t(hint, RETENTION_LIMITS[name])}
          error={errorOf(name)}
        />
      ))}
      <Note tone="warn">{t('warning')}</Note>
      <div>
        <SubmitButton variant="primary" pendingLabel={t('saving')}>
          {t('save')}
        </SubmitButton>
      </div>
    </form>
  )
}
