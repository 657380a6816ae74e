'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Note } from '#components/ui/note.tsx'
import { SelectField } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import { enterPaymentAction } from './actions.ts'

/** Enters what came in another way, or mends a balance; it counts once another person approves. */
export function PaymentForm({ chains, today }: { chains: { id: string; name: string }[]; today: string }) {
  const t = useTranslations('payments')
  const [state, action] = useActionState(enterPaymentAction, null)
  const refusalText = useRefusalText()
  const errorOf = useFieldErrors(state)
  const typed = state && !state.ok ? state.values : {}
  return (
    <form action={action} className="grid max-w-[560px] gap-3.5">
      <p className="text-ink-2">{t('byHandLead')}</p>
      {state && !state.ok && !state.fields && (
        <Note tone="bad" role="alert">
          {refusalText(state)}
        </Note>
      )}
      <SelectField
        label={t('chain')}
        name="chainId"
        placeholder={t('whose')}
        defaultValue={String(typed.chainId ?? '')}
        options={chains.map(({ id, name }) => ({ value: id, label: name }))}
        error={errorOf('chainId')}
      />
      <SelectField
        label={t('what')}
        name="source"
        defaultValue={String(typed.source ?? 'hand')}
        options={(['hand', 'correction'] as const).map((source) => ({ value: source, label: t(`source.${source}`) }))}
        error={errorOf('source')}
      />
      <TextField
        label={t('sum')}
        name="euros"
        suffix="€"
        hint={t('sumHint')}
        defaultValue={String(typed.euros ?? '')}
        error={errorOf('euros')}
      />
      <TextField
        label={t('day')}
        name="paidOn"
        type="date"
        defaultValue={String(typed.paidOn ?? today)}
        error={errorOf('paidOn')}
      />
      <TextField label={t('note')} name="note" defaultValue={String(typed.note ?? '')} error={errorOf('note')} />
      <div>
        <SubmitButton variant="primary">{t('enter')}</SubmitButton>
      </div>
    </form>
  )
}
