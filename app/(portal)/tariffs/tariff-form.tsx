'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { DateTimeField } from '#components/ui/date-time-field.tsx'
import { Note } from '#components/ui/note.tsx'
import { SelectField } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import { announceTariffAction } from './actions.ts'

/** Announces a price from a day on; nothing that was in force is changed by it. */
export function TariffForm({ location, firstDay }: { location: string; firstDay: string }) {
  const t = useTranslations('tariffs')
  const [state, action] = useActionState(announceTariffAction, null)
  const refusalText = useRefusalText()
  const errorOf = useFieldErrors(state)
  const typed = state && !state.ok ? state.values : {}
  return (
    <form action={action} noValidate className="grid gap-3.5">
      <p className="text-ink-2">{t('lead')}</p>
      {state?.ok && (
        <Note tone="ok" role="status">
          {t('announced')}
        </Note>
      )}
      {state && !state.ok && !state.fields && (
        <Note tone="bad" role="alert">
          {refusalText(state)}
        </Note>
      )}
      <input type="hidden" name="location" value={location} />
      <SelectField
        label={t('channel')}
        name="channel"
        defaultValue={String(typed.channel ?? 'sms')}
        options={(['sms', 'email'] as const).map((channel) => ({ value: channel, label: t(`channels.${channel}`) }))}
        error={errorOf('channel')}
      />
      <TextField
        label={t('country')}
        name="country"
        hint={t('countryHint')}
        maxLength={2}
        defaultValue={String(typed.country ?? '')}
        error={errorOf('country')}
      />
      <TextField
        label={t('price')}
        name="price"
        suffix="€"
        inputMode="decimal"
        hint={t('priceHint')}
        defaultValue={String(typed.price ?? '')}
        error={errorOf('price')}
      />
      <Checkbox
        name="freeIfUndelivered"
        label={t('freeIfUndelivered')}
        hint={t('freeHint')}
        defaultChecked={Boolean(typed.freeIfUndelivered)}
      />
      <DateTimeField
        label={t('fromDay')}
        name="fromDay"
        type="date"
        min={firstDay}
        defaultValue={String(typed.fromDay ?? firstDay)}
        error={errorOf('fromDay')}
      />
      <div>
        <SubmitButton variant="primary">{t('announce')}</SubmitButton>
      </div>
    </form>
  )
}
