'use client'

import { useTranslations } from 'next-intl'

import { Note } from '#components/ui/note.tsx'
import { RadioGroup } from '#components/ui/radio-group.tsx'
import type { GreetingSettings } from '#db/queries/personal-settings.ts'
import { SettingsForm } from './_personal/settings-form.tsx'
import type { SettingsChoices } from './_personal/shared-fields.tsx'
import { saveGreetingSettingsAction } from './actions.ts'

/** How a chain greets: beside what is alike, the odd birthday and the minors. */
export function GreetingSettingsForm({
  settings,
  choices,
  mayChange,
  closedClinics,
}: {
  settings: GreetingSettings | null
  choices: SettingsChoices
  mayChange: boolean
  /** Names of clinics that have closed by the time of day. */
  closedClinics: string
}) {
  const t = useTranslations('greetings.settings')
  return (
    <SettingsForm
      action={saveGreetingSettingsAction}
      settings={settings}
      choices={choices}
      mayChange={mayChange}
      warning={closedClinics && <Note tone="warn">{t('closedThen', { clinics: closedClinics })}</Note>}
      own={({ typed, mistake }) => (
        <>
          <RadioGroup
            legend={t('leapDay')}
            name="leapDay"
            error={mistake('leapDay')}
            defaultValue={typed('leapDay') ?? settings?.leapDay ?? 'feb_28'}
            options={(['feb_28', 'mar_1'] as const).map((value) => ({ value, label: t(value) }))}
          />
          <RadioGroup
            legend={t('minors')}
            name="minors"
            error={mistake('minors')}
            defaultValue={typed('minors') ?? settings?.minors ?? 'none'}
            options={(['none', 'guardian'] as const).map((value) => ({ value, label: t(value) }))}
          />
        </>
      )}
    />
  )
}
