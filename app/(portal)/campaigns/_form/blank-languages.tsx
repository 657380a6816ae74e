import { Ban, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useFormContext, useWatch } from 'react-hook-form'

import { Radio } from '#components/ui/checkbox.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { AudienceCount } from '#lib/campaigns/preview-figures.ts'
import type { ComposeValues } from './compose-values.ts'
import type { LanguageText } from './use-measured-texts.ts'

/** Whom a missing text leaves out, in a sentence each; and what patients without a known language get. */
export function BlankLanguages({
  texts,
  count,
  onWrite,
}: {
  texts: readonly LanguageText[]
  count: AudienceCount
  onWrite: (language: string) => void
}) {
  const t = useTranslations('campaigns.compose')
  const formats = useFormats()
  const peopleOf = (language: string | null) => count.languages.find((row) => row.language === language)?.people ?? 0
  const blank = texts.filter((text) => text.blank && peopleOf(text.language) > 0)
  return (
    <section
      aria-labelledby="blank-languages"
      className="grid gap-2.5 border-t border-line px-4 pt-4 pb-[18px] md:px-5"
    >
      <h3 id="blank-languages">{t('blankTitle')}</h3>
      {blank.map(({ language }) => (
        <p key={language} className={`flex-wrap ${BOX}`}>
          <TriangleAlert className="mt-px size-[18px] shrink-0 text-warn" strokeWidth={1.6} aria-hidden="true" />
          <strong className="min-w-0 flex-1 basis-[200px] first-letter:uppercase">
            {t('blankOne', { language: formats.language(language), count: peopleOf(language) })}
          </strong>
          <button type="button" className="link needs-script max-md:ps-[26px]" onClick={() => onWrite(language)}>
            {t('write', { language: formats.language(language) })}
          </button>
        </p>
      ))}
      <NoLanguage texts={texts} people={peopleOf(null)} />
    </section>
  )
}

const BOX = 'flex items-start gap-2 rounded-m border border-line px-3.5 py-2.5'

function NoLanguage({ texts, people }: { texts: readonly LanguageText[]; people: number }) {
  const t = useTranslations('campaigns.compose')
  const formats = useFormats()
  const { control, register } = useFormContext<ComposeValues>()
  const chosen = useWatch({ control, name: 'noLanguageAs' })
  const field = register('noLanguageAs')
  const option = (value: string, label: string) => (
    <Radio key={value} {...field} value={value} defaultChecked={chosen === value} label={label} />
  )
  const written = texts.filter((text) => !text.blank || text.language === chosen)
  return (
    <fieldset id="no-language" className="scroll-mt-20 rounded-m border border-line px-3.5 py-2.5">
      <legend className="float-left mb-1 flex w-full items-start gap-2">
        <Ban className="mt-px size-[18px] shrink-0 text-ink-3" strokeWidth={1.6} aria-hidden="true" />
        <strong className="min-w-0 flex-1">
          {chosen ? t('noLanguageIn', { count: people }) : t('noLanguageOut', { count: people })}
        </strong>
      </legend>
      <div className="clear-both flex flex-wrap gap-x-5 md:ps-[26px]">
        {option('', t('leaveOut'))}
        {written.map(({ language }) => option(language, t('sendText', { language: formats.language(language) })))}
      </div>
    </fieldset>
  )
}
