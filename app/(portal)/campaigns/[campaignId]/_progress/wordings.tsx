import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { Composition } from '#db/queries/campaigns.ts'
import { compileComposition } from '#lib/core/placeholders.ts'
import type { WrittenPart } from './written-text.tsx'
import { WrittenText } from './written-text.tsx'

/** The texts as they were written, one a language; each can be copied. */
export function Wordings({ written }: { written: readonly Composition[] }) {
  const t = useTranslations('campaigns.progress')
  const tElements = useTranslations('campaigns.placeholders')
  const formats = useFormats()
  const partsOf = (text: string): WrittenPart[] =>
    compileComposition(text).parts.map((part) =>
      'literal' in part ? part.literal : { element: tElements(part.placeholder) },
    )
  if (written.length === 0) return null
  return (
    <div className="mt-4">
      <Card title={t('texts')}>
        <ul className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
          {written.map(({ language, subject, body }) => (
            <WrittenText
              key={language}
              language={{ code: language, name: formats.language(language) }}
              subject={partsOf(subject)}
              body={partsOf(body)}
              copied={subject ? `${subject}\n\n${body}` : body}
            />
          ))}
        </ul>
      </Card>
    </div>
  )
}

/** The texts that there are, in the order of the tabs in which they were written; behind them what the chain has given up since. */
export function writtenIn(languages: readonly string[], compositions: readonly Composition[]): Composition[] {
  const order = [...languages, ...compositions.map(({ language }) => language)]
  const place = ({ language }: Composition) => order.indexOf(language)
  return compositions.filter(({ body }) => body.trim() !== '').toSorted((a, b) => place(a) - place(b))
}
