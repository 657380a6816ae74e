'use client'

import { useTranslations } from 'next-intl'

import { SelectField } from '#components/ui/select.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useFormats } from '#components/use-formats.ts'
import { DeskForm } from '../../_desk/desk-form.tsx'
import { openChainAction } from '../actions.ts'

const LOCALES = { et: 'Eesti', en: 'English', ru: 'Русский' } as const

export function OpenChainForm({ locations }: { locations: readonly string[] }) {
  const t = useTranslations('desk.newChain')
  const formats = useFormats()
  return (
    <DeskForm action={openChainAction} hidden={{}} submit={t('open')}>
      {({ errorOf, typedOr }) => (
        <div className="grid gap-3.5 md:grid-cols-2">
          <TextField label={t('name')} name="name" defaultValue={typedOr('name')} error={errorOf('name')} />
          <SelectField
            label={t('location')}
            name="location"
            defaultValue={typedOr('location', 'EE')}
            options={locations.map((code) => ({ value: code, label: formats.country(code) }))}
            error={errorOf('location')}
          />
          <TextField
            label={t('managerName')}
            name="managerName"
            defaultValue={typedOr('managerName')}
            error={errorOf('managerName')}
          />
          <TextField
            label={t('managerEmail')}
            name="managerEmail"
            type="email"
            hint={t('managerHint')}
            defaultValue={typedOr('managerEmail')}
            error={errorOf('managerEmail')}
          />
          <SelectField
            label={t('locale')}
            name="locale"
            defaultValue={typedOr('locale', 'et')}
            options={Object.entries(LOCALES).map(([value, label]) => ({ value, label }))}
            error={errorOf('locale')}
          />
        </div>
      )}
    </DeskForm>
  )
}
