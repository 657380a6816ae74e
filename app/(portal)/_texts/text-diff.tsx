import { useTranslations } from 'next-intl'

import { ANY_PLACEHOLDER } from '#lib/core/placeholders.ts'
import type { Ending } from '#lib/core/template-text.ts'
import { wordDiff } from '#lib/core/word-diff.ts'
import { toShown } from './editor-text.ts'

type Text = { subject: string; body: string; endings: readonly Ending[] }

/** One text beside another: its words with what was added and taken away, and its endings where they differ. */
export function TextDiff({ language, before, after }: { language: string; before: Text; after: Text }) {
  const t = useTranslations('templates.diff')
  const tEnding = useTranslations('templates.form.ending')
  const names = (endings: readonly Ending[]) => endings.map((one) => tEnding(one)).join(', ') || t('none')
  return (
    <div className="grid gap-1 type-small">
      {before.subject !== after.subject && <Words language={language} before={before.subject} after={after.subject} />}
      <Words language={language} before={before.body} after={after.body} />
      {before.endings.join() !== after.endings.join() && (
        <p className="text-ink-2">{t('endings', { before: names(before.endings), after: names(after.endings) })}</p>
      )}
    </div>
  )
}

function Words({ language, before, after }: { language: string; before: string; after: string }) {
  const t = useTranslations('templates.diff')
  const tElements = useTranslations('templates.elements')
  const labels = Object.fromEntries(ANY_PLACEHOLDER.map((element) => [element, tElements(element)]))
  return (
    <p lang={language} className="rounded-m bg-sunken px-2.5 py-2 wrap-anywhere whitespace-pre-wrap">
      {wordDiff(toShown(before, labels), toShown(after, labels)).map(({ kind, text }, index) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: runs are drawn anew from the texts
        if (kind === 'same') return <span key={index}>{text}</span>
        const Tag = kind === 'added' ? 'ins' : 'del'
        const look = kind === 'added' ? 'bg-ok-soft text-ok' : 'bg-bad-soft text-bad'
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: runs are drawn anew from the texts
          <Tag key={index} className={`rounded-[3px] ${look}`}>
            <span className="sr-only">{t(kind === 'added' ? 'added' : 'removed')} </span>
            {text}
          </Tag>
        )
      })}
    </p>
  )
}

/** Whether two texts of a language say the same. */
export function saysTheSame(one: Text, other: Text): boolean {
  return one.body === other.body && one.subject === other.subject && one.endings.join() === other.endings.join()
}
