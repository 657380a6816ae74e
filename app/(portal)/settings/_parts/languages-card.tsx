'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Card } from '#components/ui/card.tsx'
import { Combobox } from '#components/ui/combobox.tsx'
import { FactsList } from '#components/ui/facts-list.tsx'
import { Note } from '#components/ui/note.tsx'
import { SelectField } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useFormats } from '#components/use-formats.ts'
import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import { COMMON_LANGUAGES } from '#lib/core/language.ts'
import { changeLanguagesAction } from '../actions.ts'

/** The languages in which the chain writes, in the order of the tabs. */
export function LanguagesCard({
  languages,
  defaultLanguage,
  mayChange,
}: {
  languages: string[]
  defaultLanguage: string
  mayChange: boolean
}) {
  const t = useTranslations('settings')
  const formats = useFormats()
  const [state, action] = useActionState(changeLanguagesAction, null)
  const refusalText = useRefusalText()
  const errorOf = useFieldErrors(state)

  if (!mayChange) {
    return (
      <Card title={t('languages.title')}>
        <FactsList
          facts={[
            { label: t('languages.list'), value: formats.list(languages.map(formats.language)) },
            { label: t('languages.default'), value: formats.language(defaultLanguage) },
          ]}
        />
      </Card>
    )
  }

  const options = [...new Set([...languages, ...COMMON_LANGUAGES])]
    .map((code) => ({ id: code, label: formats.language(code) }))
    .sort((a, b) => a.label.localeCompare(b.label, formats.locale))
  return (
    <Card title={t('languages.title')}>
      <form action={action} className="grid max-w-[640px] gap-3.5">
        <p className="text-ink-2">{t('languages.lead')}</p>
        {state && !state.ok && !state.fields && <Note tone="bad">{refusalText(state)}</Note>}
        {state?.ok && <Note tone="ok">{t('saved')}</Note>}
        <Combobox
          label={t('languages.list')}
          name="languages"
          options={options}
          defaultValue={languages}
          hint={t('languages.blank')}
          error={errorOf('languages')}
        />
        <SelectField
          label={t('languages.default')}
          name="defaultLanguage"
          defaultValue={defaultLanguage}
          hint={t('languages.defaultHint')}
          error={errorOf('defaultLanguage')}
          options={options.map(({ id, label }) => ({ value: id, label }))}
        />
        <div>
          <SubmitButton variant="primary">{t('languages.save')}</SubmitButton>
        </div>
      </form>
    </Card>
  )
}
