import { useTranslations } from 'next-intl'

import type { LanguageFigures } from '#lib/campaigns/preview-figures.ts'

/** How long the texts of a language are: the length most of them have, and the others with their people. */
export function LengthCell({ row, channel }: { row: LanguageFigures; channel: 'sms' | 'email' }) {
  const t = useTranslations('campaigns')
  const tCommon = useTranslations('common')
  if (row.willGet === 0) return <span className="text-ink-3">–</span>
  if (channel === 'email') return t('texts', { count: row.willGet })

  const [most, ...others] = row.bySegments.toSorted((a, b) => b.texts - a.texts)
  if (!most) return null
  return (
    <span className="block min-w-[84px]">
      {tCommon('parts', { count: most.segments })}
      {others.map(({ segments, texts }) => (
        <a key={segments} href="#samples" className="link block w-fit type-small">
          {t('preview.partsFor', {
            parts: unbroken(tCommon('parts', { count: segments })),
            people: unbroken(t('people', { count: texts })),
          })}
        </a>
      ))}
    </span>
  )
}

// A number stays with its noun where a narrow cell takes two lines.
const unbroken = (words: string) => words.replaceAll(' ', '\u00a0')
