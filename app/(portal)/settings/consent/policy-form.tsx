'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Note } from '#components/ui/note.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextAreaField } from '#components/ui/text-field.tsx'
import { useFormats } from '#components/use-formats.ts'
import { useFieldErrors, useRefusalText } from '#components/use-refusal-text.ts'
import { savePolicyAction } from './actions.ts'

/** The words in each language of the chain; saving them is a new version. */
export function PolicyForm({ version, texts }: { version: number; texts: { language: string; body: string }[] }) {
  const t = useTranslations('privacy.consent')
  const formats = useFormats()
  const refusalText = useRefusalText()
  const [state, action] = useActionState(savePolicyAction, null)
  const refused = state && !state.ok ? state : null
  const errorOf = useFieldErrors(refused)
  const typed = [refused?.values.bodies ?? []].flat()
  return (
    <form action={action} className="grid gap-4" noValidate>
      {refused && !refused.fields && <Note tone="bad" role="alert" title={refusalText(refused)} />}
      <input type="hidden" name="version" value={version} />
      {texts.map(({ language, body }, index) => (
        <div key={language}>
          <input type="hidden" name="languages" value={language} />
          <TextAreaField
            id={`policy-${language}`}
            lang={language}
            label={t('textIn', { language: formats.language(language) })}
            name="bodies"
            rows={5}
            defaultValue={typed[index] ?? body}
            hint={index === 0 ? t('hint') : undefined}
            error={errorOf(`bodies.${index}`) ?? (index === 0 ? errorOf('bodies') : undefined)}
          />
        </div>
      ))}
      <div>
        <SubmitButton variant="primary" pendingLabel={t('saving')}>
          {t('save')}
        </SubmitButton>
      </div>
    </form>
  )
}
