'use client'

import { useTranslations } from 'next-intl'

import { SelectField } from '#components/ui/select.tsx'
import { useFormats } from '#components/use-formats.ts'
import { DeskForm } from '../../_desk/desk-form.tsx'
import { changeLocationAction } from '../actions.ts'

type LocationProps = { chainId: string; location: string; locations: readonly string[] }

/** For which location the licence was bought. */
export function LocationForm({ chainId, location, locations }: LocationProps) {
  const t = useTranslations('desk.chain')
  const formats = useFormats()
  return (
    <DeskForm
      action={changeLocationAction}
      hidden={{ chainId }}
      submit={t('saveLocation')}
      variant="secondary"
      done={t('locationSaved')}
    >
      {({ errorOf, typedOr }) => (
        <SelectField
          label={t('location')}
          name="location"
          hint={t('locationHint')}
          defaultValue={typedOr('location', location)}
          options={locations.map((code) => ({ value: code, label: formats.country(code) }))}
          error={errorOf('location')}
        />
      )}
    </DeskForm>
  )
}
