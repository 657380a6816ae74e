import { useTranslations } from 'next-intl'

import { Bubble, PlaceholderChip } from '#components/ui/bubble.tsx'
import { Card } from '#components/ui/card.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { Composition } from '#db/queries/campaigns.ts'
import { compileComposition } from '#lib/core/placeholders.ts'
import { LanguageCode } from '../../language-code.tsx'

/** The texts as they were written, one a language; each can be copied. */
export function Wordings({ written }: { written: readonly Composition[] }) {
  const t = useTranslations('campaigns.progress')
  const formats = useFormats()
  if (written.length === 0) return null
  return (
    <div className="mt-4">
      <Card title={t('texts')}>
        <ul className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
          {written.map(({ language, subject, body }) => (
            <li key={language} className="grid content-start gap-2">
              <span className="flex items-center gap-2">
                <LanguageCode code={language} />
                <h3 className="flex-1 first-letter:uppercase">{formats.language(language)}</h3>
                <CopyButton text={subject ? `${subject}\n\n${body}` : body} />
              </span>
              <Bubble lang={language}>
                {subject && (
                  <strong className="mb-1 block">
                    <WithElements text={subject} />
                  </strong>
                )}
                <WithElements text={body} />
              </Bubble>
            </li>
          ))}
        </ul>
      </Card>
    </div>
  )
}

function WithElements({ text }: { text: string }) {
  const t = useTranslations('campaigns.placeholders')
  return compileComposition(text).parts.map((part, index) =>
    'literal' in part ? (
      part.literal
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, which does not change
      <PlaceholderChip key={index}>{t(part.placeholder)}</PlaceholderChip>
    ),
  )
}

/** The texts that there are, in the order of the tabs in which they were written; behind them what the chain has given up since. */
export function writtenIn(languages: readonly string[], compositions: readonly Composition[]): Composition[] {
  const order = [...languages, ...compositions.map(({ language }) => language)]
  const place = ({ language }: Composition) => order.indexOf(language)
  return compositions.filter(({ body }) => body.trim() !== '').toSorted((a, b) => place(a) - place(b))
}
