'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Card } from '#components/ui/card.tsx'
import { FactsList } from '#components/ui/facts-list.tsx'
import { Note } from '#components/ui/note.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useFormats } from '#components/use-formats.ts'
import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import { MICRO_PER_EURO } from '#lib/core/money.ts'
import { changeLowBalanceAction } from '../actions.ts'

/** From which sum down the portal warns. */
export function BalanceCard({ lowBalanceMicro, mayChange }: { lowBalanceMicro: number; mayChange: boolean }) {
  const t = useTranslations('settings')
  const formats = useFormats()
  const [state, action] = useActionState(changeLowBalanceAction, null)
  const refusalText = useRefusalText()
  const errorOf = useFieldErrors(state)
  const typed = state && !state.ok ? String(state.values.euros ?? '') : undefined

  if (!mayChange) {
    return (
      <Card title={t('balance.title')}>
        <FactsList facts={[{ label: t('balance.limit'), value: formats.money(lowBalanceMicro) }]} />
      </Card>
    )
  }
  return (
    <Card title={t('balance.title')}>
      <form action={action} className="grid max-w-[640px] gap-3.5">
        <p className="text-ink-2">{t('balance.lead')}</p>
        {state && !state.ok && !state.fields && <Note tone="bad">{refusalText(state)}</Note>}
        {state?.ok && <Note tone="ok">{t('saved')}</Note>}
        <TextField
          label={t('balance.limit')}
          name="euros"
          inputMode="decimal"
          suffix="€"
          className="max-w-[240px]"
          hint={t('balance.hint')}
          defaultValue={typed ?? String(lowBalanceMicro / MICRO_PER_EURO).replace('.', ',')}
          error={errorOf('euros')}
        />
        <div>
          <SubmitButton variant="primary">{t('balance.save')}</SubmitButton>
        </div>
      </form>
    </Card>
  )
}
