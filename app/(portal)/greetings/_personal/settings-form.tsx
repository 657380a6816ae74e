'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useActionState } from 'react'

import { Card } from '#components/ui/card.tsx'
import { Note } from '#components/ui/note.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import type { FormState } from '#lib/web/staff-action.ts'
import type { SettingsChoices, SharedSettings } from './shared-fields.tsx'
import { SharedFields } from './shared-fields.tsx'

type Field = (name: string) => string | undefined

/** The settings of greetings or recall in one form; what is its own stands in `own`. */
export function SettingsForm({
  action,
  settings,
  choices,
  mayChange,
  own,
  warning,
}: {
  action: (state: FormState<void>, form: FormData) => Promise<FormState<void>>
  settings: SharedSettings | null
  choices: SettingsChoices
  mayChange: boolean
  own: (fields: { typed: Field; mistake: Field }) => ReactNode
  warning?: ReactNode
}) {
  const t = useTranslations('greetings.settings')
  const refusal = useRefusalText()
  const [state, post] = useActionState(action, null)
  const mistake = useFieldErrors(state && !state.ok ? state : null)
  const typed: Field = (name) => {
    const value = state && !state.ok ? state.values[name] : undefined
    return typeof value === 'string' ? value : undefined
  }
  return (
    <Card title={t('title')}>
      <form action={post} noValidate className="grid gap-4">
        {/* Drawn anew with what is saved, or what was typed. */}
        <fieldset
          key={JSON.stringify(settings)}
          disabled={!mayChange}
          className="grid min-w-0 gap-x-6 gap-y-4 md:grid-cols-2"
        >
          <legend className="sr-only">{t('title')}</legend>
          <SharedFields settings={settings} choices={choices} typed={typed} mistake={mistake} />
          {own({ typed, mistake })}
        </fieldset>
        {warning}
        {state && !state.ok && !state.fields && <Note tone="bad" role="alert" title={refusal(state)} />}
        {mayChange ? (
          <div className="flex flex-wrap items-center gap-3">
            <SubmitButton pendingLabel={t('saving')}>{t('save')}</SubmitButton>
            {state?.ok && (
              <span role="status" className="type-small text-ok">
                {t('saved')}
              </span>
            )}
          </div>
        ) : (
          <p className="type-small text-ink-3">{t('chainOnly')}</p>
        )}
      </form>
    </Card>
  )
}
