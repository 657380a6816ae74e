'use client'

import { useTranslations } from 'next-intl'

import { SelectField } from '#components/ui/select.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useFormats } from '#components/use-formats.ts'
import { DeskForm } from '../../_desk/desk-form.tsx'
import { setTextLimitAction } from '../actions.ts'

export function TextLimitForm({ locations }: { locations: readonly string[] }) {
  const t = useTranslations('desk.textLimits')
  const formats = useFormats()
  return (
    <DeskForm action={setTextLimitAction} hidden={{}} submit={t('save')} done={t('saved')}>
      {({ errorOf, typedOr }) => (
        <>
          <SelectField
            label={t('location')}
            name="location"
            defaultValue={typedOr('location', locations[0])}
            options={locations.map((code) => ({ value: code, label: formats.country(code) }))}
            error={errorOf('location')}
          />
          <TextField
            label={t('characters')}
            name="maxCharacters"
            inputMode="numeric"
            hint={t('hint')}
            defaultValue={typedOr('maxCharacters')}
            error={errorOf('maxCharacters')}
          />
        </>
      )}
    </DeskForm>
  )
}
