'use client'

import { useTranslations } from 'next-intl'

import { Checkbox } from '#components/ui/checkbox.tsx'
import { SelectField } from '#components/ui/select.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import type { AccountHealth } from '#db/queries/provider-health.ts'
import { DeskForm } from '../_desk/desk-form.tsx'
import { changeProviderAction } from './actions.ts'

type Settings = Pick<AccountHealth, 'name' | 'position' | 'ratePerSecond' | 'enabled'>

/** Where an account stands in its channel's order, how fast it may go, and whether it carries texts at all. */
export function AccountForm({ account, places }: { account: Settings; places: number }) {
  const t = useTranslations('providers.settings')
  const { name, position, ratePerSecond, enabled } = account
  return (
    <DeskForm action={changeProviderAction} hidden={{ name }} submit={t('save')} variant="secondary" done={t('saved')}>
      {({ errorOf, typedOr }) => (
        <>
          <div className="grid gap-3.5 md:grid-cols-2">
            <SelectField
              label={t('place')}
              name="place"
              defaultValue={typedOr('place', String(position))}
              options={Array.from({ length: places }, (_, index) => String(index + 1)).map((place) => ({
                value: place,
                label: place,
              }))}
              error={errorOf('place')}
            />
            <TextField
              label={t('rate')}
              name="ratePerSecond"
              inputMode="decimal"
              hint={t('rateHint')}
              defaultValue={typedOr('ratePerSecond', ratePerSecond === null ? '' : String(ratePerSecond))}
              error={errorOf('ratePerSecond')}
            />
          </div>
          <Checkbox name="enabled" label={t('enabled')} hint={t('enabledHint')} defaultChecked={enabled} />
        </>
      )}
    </DeskForm>
  )
}
