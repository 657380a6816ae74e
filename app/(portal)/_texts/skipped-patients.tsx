import { Ban, CircleCheck, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { Button } from '#components/ui/button.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { TemplateText } from './template-texts.ts'
import { isBlankText } from './template-texts.ts'
import type { TextTerms } from './text-terms.ts'

/** How many patients a template leaves out, since it has no text in their language. */
export function SkippedPatients({
  texts,
  patients,
  onWrite,
}: {
  texts: readonly TemplateText[]
  patients: TextTerms['patients']
  onWrite?: (language: string) => void
}) {
  const t = useTranslations('templates.form')
  const formats = useFormats()
  const written = texts.filter((text) => !isBlankText(text)).map(({ language }) => language)
  const skipped = patients.filter((row) => row.patients > 0 && !(row.language && written.includes(row.language)))
  return (
    <section className="grid gap-2 border-t border-line px-4 py-3.5 md:px-5" aria-label={t('skipTitle')}>
      <h3 className="type-strong">{t('skipTitle')}</h3>
      {skipped.length === 0 && (
        <p className="flex items-center gap-2 type-small text-ink-2">
          <CircleCheck className="size-4 shrink-0 text-ok" strokeWidth={1.75} aria-hidden="true" />
          {t('everybody')}
        </p>
      )}
      {skipped.map(({ language, patients: count }) => (
        <p key={language} className="flex flex-wrap items-center gap-x-2 gap-y-1 type-small">
          {language === null ? (
            <Ban className="size-4 shrink-0 text-ink-3" strokeWidth={1.75} aria-hidden="true" />
          ) : (
            <TriangleAlert className="size-4 shrink-0 text-warn" strokeWidth={1.75} aria-hidden="true" />
          )}
          <span className="min-w-0 flex-1 first-letter:uppercase">
            {language === null
              ? t('skipUnknown', { count })
              : t('skipBlank', { count, language: formats.language(language) })}
          </span>
          {language !== null && onWrite && (
            <Button variant="quiet" size="s" className="needs-script" onClick={() => onWrite(language)}>
              {t('write')}
            </Button>
          )}
        </p>
      ))}
    </section>
  )
}
