'use client'

import { useTranslations } from 'next-intl'

import { TextField } from '#components/ui/text-field.tsx'
import type { RecallSettings } from '#db/queries/personal-settings.ts'
import { SettingsForm } from '../greetings/_personal/settings-form.tsx'
import type { SettingsChoices } from '../greetings/_personal/shared-fields.tsx'
import { saveRecallSettingsAction } from '../greetings/actions.ts'

/** How a chain recalls: beside what is alike, after how many months. */
export function RecallSettingsForm({
  settings,
  choices,
  mayChange,
}: {
  settings: RecallSettings | null
  choices: SettingsChoices
  mayChange: boolean
}) {
  const t = useTranslations('greetings.settings')
  return (
    <SettingsForm
      action={saveRecallSettingsAction}
      settings={settings}
      choices={choices}
      mayChange={mayChange}
      own={({ typed, mistake }) => (
        <TextField
          label={t('months')}
          hint={t('monthsHint')}
          suffix={t('monthsUnit')}
          name="months"
          inputMode="numeric"
          error={mistake('months')}
          defaultValue={typed('months') ?? String(settings?.months ?? 12)}
        />
      )}
    />
  )
}
