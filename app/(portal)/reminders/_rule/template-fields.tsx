'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'

import { Note } from '#components/ui/note.tsx'
import { RadioGroup } from '#components/ui/radio-group.tsx'
import { SelectField } from '#components/ui/select.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { RuleFormData } from './rule-form.tsx'
import type { RuleValues } from './rule-values.ts'
import { VisitPreviewCard } from './visit-preview-card.tsx'
import { countWithoutText } from './visit-text-preview.ts'

/** What the form says now of the fields that the preview hangs on. */
type Chosen = Pick<RuleValues, 'moment' | 'templateId' | 'channel' | 'noLanguageAs' | 'clinics' | 'clinicIds'>

/** In which words: the template, how it looks for a patient who comes soon, and who would get nothing in it. */
export function TemplateFields({
  values,
  errorOf,
  data,
}: {
  values: RuleValues
  errorOf: (field: string) => string | undefined
  data: RuleFormData
}) {
  const t = useTranslations('reminders.form')
  const formats = useFormats()
  const [chosen, setChosen] = useState<Chosen>(values)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const form = box.current?.closest('form')
    if (!form) return
    const read = () => {
      const now = new FormData(form)
      const one = (name: string) => String(now.get(name) ?? '')
      setChosen({
        ...{ moment: one('moment'), templateId: one('templateId'), channel: one('channel') },
        ...{
          noLanguageAs: one('noLanguageAs'),
          clinics: one('clinics'),
          clinicIds: now.getAll('clinicIds').map(String),
        },
      })
    }
    form.addEventListener('change', read)
    return () => form.removeEventListener('change', read)
  }, [])

  const purpose = chosen.moment === 'time_changed' ? 'time_changed' : 'reminder'
  const main = data.templates.filter((template) => template.variantOf === null)
  const options = (of: string) =>
    main.filter((template) => template.purpose === of).map(({ id, name }) => ({ value: id, label: name }))
  const fits = main.some(({ id, purpose: of }) => id === chosen.templateId && of === purpose)
  const missing = fits
    ? countWithoutText(data.templates, chosen.templateId, data.visitors, {
        clinicIds: chosen.clinics === 'all' ? null : chosen.clinicIds,
        languages: data.languages,
        noLanguageAs: chosen.noLanguageAs,
      })
    : []
  const without = missing.reduce((sum, { patients }) => sum + patients, 0)

  return (
    <div ref={box} className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(260px,300px)]">
      <div className="grid content-start gap-3.5">
        <div className="grid gap-1.5">
          <SelectField
            key={purpose}
            label={t('template')}
            name="templateId"
            defaultValue={fits ? chosen.templateId : ''}
            placeholder={t('chooseTemplate')}
            error={errorOf('templateId')}
            options={options(purpose)}
          />
          {fits && (
            <a className="link w-fit type-small" href={`/templates/${chosen.templateId}`}>
              {t('editTemplate')}
            </a>
          )}
        </div>
        {without > 0 && (
          <Note tone="warn" title={t('without', { count: without, days: data.visitorDays })}>
            {missing.map(({ language, patients }) => (
              <span key={language ?? ''} className="block">
                {language === null ? t('withoutNone') : formats.language(language)}: {formats.whole(patients)}
              </span>
            ))}
          </Note>
        )}
        <SelectField
          label={t('noLanguage')}
          name="noLanguageAs"
          hint={t('noLanguageHint')}
          defaultValue={values.noLanguageAs}
          placeholder={t('noLanguageNone')}
          options={data.languages.map((code) => ({ value: code, label: formats.language(code) }))}
        />
        <div data-when="back" className="grid gap-3">
          <RadioGroup
            legend={t('late')}
            name="lateBooking"
            defaultValue={values.lateBooking === 'confirmation' ? 'confirmation' : 'skip'}
            options={[
              { value: 'confirmation', label: t('lateConfirmation'), hint: t('lateConfirmationHint') },
              { value: 'skip', label: t('lateSkip'), hint: t('lateSkipHint') },
            ]}
          />
          <div data-when="confirmation">
            <SelectField
              label={t('confirmationTemplate')}
              name="confirmationTemplateId"
              defaultValue={values.confirmationTemplateId}
              placeholder={t('chooseTemplate')}
              error={errorOf('confirmationTemplateId')}
              options={options('confirmation')}
            />
          </div>
        </div>
      </div>
      <VisitPreviewCard
        templates={data.templates}
        templateId={fits ? chosen.templateId : ''}
        channel={chosen.channel === 'email' ? 'email' : 'sms'}
        samples={data.samples}
        languages={data.languages}
        senderName={data.senderName}
        terms={data.terms}
      />
    </div>
  )
}
