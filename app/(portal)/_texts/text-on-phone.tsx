import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { MergedText } from '#components/merged-text.tsx'
import { PhonePreview } from '#components/ui/bubble.tsx'
import { Segments } from '#components/ui/radio-group.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { SampleLength } from '#lib/core/sample-visits.ts'
import type { MeasuredText } from './text-measure.ts'
import type { TextTerms } from './text-terms.ts'

/** The text as a patient sees it, with usual values or with the longest; under it what that one costs. */
export function TextOnPhone({
  language,
  terms,
  measured,
}: {
  language: string
  terms: Pick<TextTerms, 'senderName' | 'now' | 'samples' | 'smsMicro'>
  measured: Record<SampleLength, MeasuredText>
}) {
  const t = useTranslations('templates.form')
  const tCommon = useTranslations('common')
  const formats = useFormats()
  const [length, setLength] = useState<SampleLength>('typical')
  const { text, segments } = measured[length]
  const values = Object.values(terms.samples[language]?.[length] ?? {})
  return (
    <aside className="grid content-start gap-2.5">
      <PhonePreview senderName={terms.senderName} lang={language} time={formats.time(new Date(terms.now), 'time')}>
        {text ? <MergedText text={text} values={values} /> : <span className="text-ink-3">{t('empty')}</span>}
      </PhonePreview>
      <div className="needs-script">
        <Segments
          legend={t('sample')}
          legendHidden
          name={`sample.${language}`}
          value={length}
          onChange={setLength}
          options={[
            { value: 'typical', label: t('typical') },
            { value: 'longest', label: t('longest') },
          ]}
        />
      </div>
      <p className="text-center type-small text-ink-2">
        {t('costs', {
          parts: tCommon('parts', { count: segments }),
          price: formats.money(segments * terms.smsMicro, 3),
        })}
        <span className="block text-ink-3">{t('longestNote', { count: measured.longest.text.length })}</span>
      </p>
    </aside>
  )
}
