'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Note } from '#components/ui/note.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import type { Seller } from '#db/queries/invoices.ts'
import { saveSellerAction } from '../actions.ts'

const FIELDS = ['name', 'registryCode', 'vatNumber', 'address', 'iban', 'bank', 'email'] as const

export function SellerForm({ seller }: { seller: Seller | null }) {
  const t = useTranslations('payments.seller')
  const [state, action] = useActionState(saveSellerAction, null)
  const refusalText = useRefusalText()
  const errorOf = useFieldErrors(state)
  const typed = state && !state.ok ? state.values : {}
  return (
    <form action={action} className="grid max-w-[560px] gap-3.5">
      {state && !state.ok && !state.fields && <Note tone="bad">{refusalText(state)}</Note>}
      {FIELDS.map((name) => (
        <TextField
          key={name}
          label={t(`fields.${name}`)}
          name={name}
          optional={name === 'vatNumber'}
          defaultValue={String(typed[name] ?? seller?.[name] ?? '')}
          error={errorOf(name)}
        />
      ))}
      <div>
        <SubmitButton variant="primary">{t('save')}</SubmitButton>
      </div>
    </form>
  )
}
