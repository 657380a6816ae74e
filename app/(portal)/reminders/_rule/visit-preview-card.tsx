'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { MergedText } from '#components/merged-text.tsx'
import { PhonePreview } from '#components/ui/bubble.tsx'
import { Segments } from '#components/ui/radio-group.tsx'
import { Select } from '#components/ui/select.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { SampleVisit } from '#db/queries/sample-visits.ts'
import type { PreviewTerms, TemplateToChoose } from './visit-text-preview.ts'
import { previewVisit } from './visit-text-preview.ts'

/** The text for a real patient who comes soon: in each language, for one of the next visits or the longest of them. */
export function VisitPreviewCard({
  templates,
  templateId,
  channel,
  samples,
  languages,
  senderName,
  terms,
}: {
  templates: readonly TemplateToChoose[]
  templateId: string
  channel: 'sms' | 'email'
  samples: readonly SampleVisit[]
  languages: readonly string[]
  senderName: string
  terms: PreviewTerms
}) {
  const t = useTranslations('reminders.preview')
  const formats = useFormats()
  const known = languages.filter((code) => samples.some(({ language }) => language === code))
  const [language, setLanguage] = useState(known[0] ?? '')
  const [visitId, setVisitId] = useState<string | null>(null)
  const visits = samples.filter((visit) => visit.language === language)
  const visit = visits.find(({ appointmentId }) => appointmentId === visitId) ?? visits[0]
  if (!visit) return <p className="type-small text-ink-3">{t('none')}</p>

  const preview = templateId === '' ? null : previewVisit(templates, templateId, visit, channel, terms)
  const longest = visits.find(({ isLongest }) => isLongest)
  const nameOf = ({ firstName, lastName, startsLocal }: SampleVisit) =>
    `${firstName} ${lastName}, ${formats.time(new Date(`${startsLocal}:00Z`), 'weekdayTime', 'UTC')}`
  return (
    // What is chosen here only shows: no change of the rule.
    <aside aria-label={t('title')} className="grid content-start gap-2.5" onChange={(event) => event.stopPropagation()}>
      {known.length > 1 && (
        <Segments
          legend={t('language')}
          legendHidden
          name="previewLanguage"
          value={language}
          onChange={setLanguage}
          options={known.map((code) => ({ value: code, label: formats.language(code) }))}
        />
      )}
      <PhonePreview senderName={senderName} time={t('example')} lang={language}>
        {preview ? (
          <>
            {preview.subject && <strong className="mb-1 block">{preview.subject}</strong>}
            <MergedText text={preview.text} values={preview.values} />
          </>
        ) : (
          <span className="text-ink-3">{t(templateId === '' ? 'noTemplate' : 'noText')}</span>
        )}
      </PhonePreview>
      {longest && longest !== visits[0] && (
        <Segments
          legend={t('which')}
          legendHidden
          name="previewWhich"
          value={visit === longest ? 'longest' : 'typical'}
          onChange={(which) => setVisitId(which === 'longest' ? longest.appointmentId : null)}
          options={[
            { value: 'typical', label: t('typical') },
            { value: 'longest', label: t('longest') },
          ]}
        />
      )}
      <Select
        size="s"
        aria-label={t('visit')}
        value={visit.appointmentId}
        onChange={(event) => setVisitId(event.target.value)}
        options={visits.map((one) => ({ value: one.appointmentId, label: nameOf(one) }))}
      />
      {preview && (
        <p className="text-center type-meta text-ink-3" role="status">
          {t('length', { characters: preview.characters, parts: preview.segments })}
          {preview.costMicro !== null && channel === 'sms' && `, ${formats.money(preview.costMicro, 3)}`}
        </p>
      )}
    </aside>
  )
}
