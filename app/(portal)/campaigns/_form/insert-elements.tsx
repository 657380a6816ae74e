import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { Button } from '#components/ui/button.tsx'
import { PLACEHOLDERS } from '#lib/core/placeholders.ts'
import type { PlaceholderLabels } from './editor-text.ts'

/** The elements that can be put where the caret is. Without scripts their names are typed. */
export function InsertElements({ labels, onInsert }: { labels: PlaceholderLabels; onInsert: (text: string) => void }) {
  const t = useTranslations('campaigns.compose')
  return (
    <>
      <fieldset className="needs-script flex min-w-0 items-center gap-1.5 max-md:-mx-4 max-md:overflow-x-auto max-md:px-4 max-md:py-1 max-md:[scrollbar-width:none] md:flex-wrap">
        <legend className="sr-only">{t('insert')}</legend>
        <span className="type-meta text-ink-3" aria-hidden="true">
          {t('insert')}
        </span>
        {PLACEHOLDERS.map((placeholder) => (
          <Button
            key={placeholder}
            size="s"
            icon={<Plus className="-me-1 size-3.5!" aria-hidden="true" />}
            aria-label={t('insertNamed', { name: labels[placeholder] })}
            // The caret must stay in the text.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onInsert(`{${labels[placeholder]}}`)}
          >
            {labels[placeholder]}
          </Button>
        ))}
      </fieldset>
      <p className="without-script type-small text-ink-3">
        {t('insert')}: {PLACEHOLDERS.map((placeholder) => `{${placeholder}}`).join(' ')}
      </p>
    </>
  )
}
