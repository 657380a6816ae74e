'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { PlaceholderChip } from '#components/ui/bubble.tsx'
import { Card } from '#components/ui/card.tsx'
import { Note } from '#components/ui/note.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { TemplateRow } from '#db/queries/templates.ts'
import { ANY_PLACEHOLDER, compileComposition } from '#lib/core/placeholders.ts'
import { bodyWithEndings } from '#lib/core/template-text.ts'
import { measureTemplate } from '../../_texts/measure-template.ts'
import { SkippedPatients } from '../../_texts/skipped-patients.tsx'
import { textsOnScreen } from '../../_texts/template-texts.ts'
import { TextOnPhone } from '../../_texts/text-on-phone.tsx'
import type { TextTerms } from '../../_texts/text-terms.ts'

/** A template for those who may not change it, or that lies in the archive. */
export function TemplateToRead({
  template,
  terms,
  usedBy,
  mayWrite,
}: {
  template: TemplateRow
  terms: TextTerms
  /** What uses it, in words. */
  usedBy: ReactNode
  mayWrite: boolean
}) {
  const t = useTranslations('templates.form')
  const formats = useFormats()
  const texts = textsOnScreen(terms.languages, template.texts, template.purpose, { isNew: false })
  return (
    <Card flush>
      <div className="px-4 pt-4 type-small text-ink-2 md:px-5">
        {!mayWrite && <Note tone="info">{t('readOnly')}</Note>}
        <p className="mt-2">{usedBy}</p>
      </div>
      {texts
        .filter(({ body }) => body !== '')
        .map((text) => (
          <section
            key={text.language}
            className="grid gap-x-6 gap-y-3 border-b border-line px-4 py-4 md:grid-cols-[minmax(0,1fr)_222px] md:px-5"
          >
            <div>
              <h2 className="mb-2 first-letter:uppercase">{formats.language(text.language)}</h2>
              <p lang={text.language} className="text-[15px]/[26px] wrap-anywhere whitespace-pre-wrap">
                <WithChips body={bodyWithEndings(text.body, text.endings)} />
              </p>
            </div>
            <TextOnPhone
              language={text.language}
              terms={terms}
              measured={measureTemplate(template.purpose, text, terms)}
            />
          </section>
        ))}
      <SkippedPatients texts={texts} patients={terms.patients} />
    </Card>
  )
}

function WithChips({ body }: { body: string }) {
  const t = useTranslations('templates.elements')
  return compileComposition(body, ANY_PLACEHOLDER).parts.map((part, index) =>
    'literal' in part ? (
      part.literal
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, drawn anew from it
      <PlaceholderChip key={index}>{t(part.placeholder)}</PlaceholderChip>
    ),
  )
}
