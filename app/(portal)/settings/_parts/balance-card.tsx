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
import { changeLowBalanceAction, changeReserveAction } from '../actions.ts'

/** From which sum down the portal warns, and for how many days the reminders keep their money. */
export function BalanceCard({
  lowBalanceMicro,
  reserveDays,
  mayChange,
}: {
  lowBalanceMicro: number
  reserveDays: number
  mayChange: boolean
}) {
  const t = useTranslations('settings.balance')
  const formats = useFormats()
  if (!mayChange) {
    const facts = [
      { label: t('limit'), value: formats.money(lowBalanceMicro) },
      { label: t('reserve'), value: `${formats.whole(reserveDays)} ${t('days')}` },
    ]
    return (
      <Card title={t('title')}>
        <FactsList facts={facts} />
      </Card>
    )
  }
  return (
    <Card title={t('title')}>
      <div className="grid gap-6">
        <OneNumber
          action={changeLowBalanceAction}
          name="euros"
          label={t('limit')}
          hint={`${t('lead')} ${t('hint')}`}
          suffix="€"
          value={String(lowBalanceMicro / MICRO_PER_EURO).replace('.', ',')}
        />
        <OneNumber
          action={changeReserveAction}
          name="days"
          label={t('reserve')}
          hint={t('reserveHint')}
          suffix={t('days')}
          value={String(reserveDays)}
        />
      </div>
    </Card>
  )
}

function OneNumber({
  action: doChange,
  name,
  label,
  hint,
  suffix,
  value,
}: {
  action: typeof changeLowBalanceAction
  name: string
  label: string
  hint: string
  suffix: string
  value: string
}) {
  const t = useTranslations('settings')
  const [state, action] = useActionState(doChange, null)
  const refusalText = useRefusalText()
  const errorOf = useFieldErrors(state)
  const typed = state && !state.ok ? String(state.values[name] ?? '') : undefined
  return (
    <form action={action} className="grid max-w-[640px] gap-3.5">
      {state && !state.ok && !state.fields && <Note tone="bad">{refusalText(state)}</Note>}
      {state?.ok && <Note tone="ok">{t('saved')}</Note>}
      <TextField
        label={label}
        name={name}
        inputMode="decimal"
        suffix={suffix}
        className="max-w-[280px]"
        hint={hint}
        defaultValue={typed ?? value}
        error={errorOf(name)}
      />
      <div>
        <SubmitButton variant="primary">{t('balance.save')}</SubmitButton>
      </div>
    </form>
  )
}
