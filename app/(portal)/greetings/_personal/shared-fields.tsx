'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DateTimeField } from '#components/ui/date-time-field.tsx'

import { Segments } from '#components/ui/radio-group.tsx'
import { SelectField } from '#components/ui/select.tsx'
import { useFormats } from '#components/use-formats.ts'

export type SharedSettings = {
  templateId: string
  channel: 'sms' | 'email'
  atLocal: string
  noLanguageAs: string | null
}

export type SettingsChoices = {
  purpose: 'greeting' | 'recall'
  templates: { id: string; name: string }[]
  languages: string[]
  mayWriteTemplates: boolean
}

type FieldValue = (name: string) => string | undefined

/** What greetings and recall are set alike: words, channel, time of day, and what those without a language get. */
export function SharedFields({
  settings,
  choices,
  typed,
  mistake,
}: {
  settings: SharedSettings | null
  choices: SettingsChoices
  /** What was typed, where a saving was refused. */
  typed: FieldValue
  mistake: FieldValue
}) {
  const t = useTranslations('greetings.settings')
  const formats = useFormats()
  const { templates, languages, purpose, mayWriteTemplates } = choices
  const chosen = typed('templateId') ?? settings?.templateId ?? ''
  return (
    <>
      <div className="grid content-start gap-1">
        <SelectField
          label={t('template')}
          name="templateId"
          error={mistake('templateId')}
          defaultValue={chosen}
          placeholder={t('pickTemplate')}
          options={templates.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <p className="flex flex-wrap gap-x-4 type-small text-ink-3">
          {templates.length === 0 && t('noTemplate')}
          {settings && (
            <Link href={`/templates/${settings.templateId}`} className="link">
              {t('openTemplate')}
            </Link>
          )}
          {mayWriteTemplates && (
            <Link href={`/templates/new?purpose=${purpose}`} className="link">
              {t('newTemplate')}
            </Link>
          )}
        </p>
      </div>
      <DateTimeField
        type="time"
        label={t('atLocal')}
        hint={t('atLocalHint')}
        name="atLocal"
        required
        error={mistake('atLocal')}
        defaultValue={typed('atLocal') ?? settings?.atLocal ?? '10:00'}
      />
      <Segments
        legend={t('channel')}
        name="channel"
        defaultValue={(typed('channel') ?? settings?.channel ?? 'sms') as 'sms' | 'email'}
        options={[
          { value: 'sms', label: t('sms') },
          { value: 'email', label: t('email') },
        ]}
      />
      <SelectField
        label={t('noLanguage')}
        name="noLanguageAs"
        error={mistake('noLanguageAs')}
        defaultValue={typed('noLanguageAs') ?? settings?.noLanguageAs ?? ''}
        placeholder={t('leaveOut')}
        options={languages.map((language) => ({
          value: language,
          label: t('sendIn', { language: formats.language(language) }),
        }))}
      />
    </>
  )
}
