'use client'

import { useTranslations } from 'next-intl'
import { DateTimeField } from '#components/ui/date-time-field.tsx'

import { SelectField } from '#components/ui/select.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { DeskForm } from '../_desk/desk-form.tsx'
import { enterPaymentAction } from './actions.ts'

/** Enters what came in another way, or mends a balance; it counts once another person approves. */
export function PaymentForm({ chains, today }: { chains: { id: string; name: string }[]; today: string }) {
  const t = useTranslations('payments')
  return (
    <div className="grid max-w-[560px] gap-3.5">
      <p className="text-ink-2">{t('byHandLead')}</p>
      <DeskForm action={enterPaymentAction} hidden={{}} submit={t('enter')}>
        {({ errorOf, typedOr }) => (
          <>
            <SelectField
              label={t('chain')}
              name="chainId"
              placeholder={t('whose')}
              defaultValue={typedOr('chainId')}
              options={chains.map(({ id, name }) => ({ value: id, label: name }))}
              error={errorOf('chainId')}
            />
            <SelectField
              label={t('what')}
              name="source"
              defaultValue={typedOr('source', 'hand')}
              options={(['hand', 'correction'] as const).map((source) => ({
                value: source,
                label: t(`source.${source}`),
              }))}
              error={errorOf('source')}
            />
            <TextField
              label={t('sum')}
              name="euros"
              suffix="€"
              hint={t('sumHint')}
              defaultValue={typedOr('euros')}
              error={errorOf('euros')}
            />
            <DateTimeField
              label={t('day')}
              name="paidOn"
              type="date"
              defaultValue={typedOr('paidOn', today)}
              error={errorOf('paidOn')}
            />
            <TextField label={t('note')} name="note" defaultValue={typedOr('note')} error={errorOf('note')} />
          </>
        )}
      </DeskForm>
    </div>
  )
}
