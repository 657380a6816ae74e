import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { Button } from '#components/ui/button.tsx'
import type { PlaceholderLabels } from './editor-text.ts'
import { elementsOf } from './editor-text.ts'

/** The elements that can be put where the caret is. Without scripts their names are typed. */
export function InsertElements({ labels, onInsert }: { labels: PlaceholderLabels; onInsert: (text: string) => void }) {
  const t = useTranslations('campaigns.compose')
  const elements = elementsOf(labels).map((element) => ({ element, label: labels[element] ?? element }))
  return (
    <>
      <fieldset className="needs-script flex min-w-0 items-center gap-1.5 max-md:-mx-4 max-md:overflow-x-auto max-md:px-4 max-md:py-1 max-md:[scrollbar-width:none] md:flex-wrap">
        <legend className="sr-only">{t('insert')}</legend>
        <span className="type-meta text-ink-3" aria-hidden="true">
          {t('insert')}
        </span>
        {elements.map(({ element, label }) => (
          <Button
            key={element}
            size="s"
            icon={<Plus className="-me-1 size-3.5!" aria-hidden="true" />}
            aria-label={t('insertNamed', { name: label })}
            // The caret must stay in the text.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onInsert(`{${label}}`)}
          >
            {label}
          </Button>
        ))}
      </fieldset>
      <p className="without-script type-small text-ink-3">
        {t('insert')}: {elements.map(({ element }) => `{${element}}`).join(' ')}
      </p>
    </>
  )
}
