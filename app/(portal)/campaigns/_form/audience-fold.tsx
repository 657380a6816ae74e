import { useTranslations } from 'next-intl'
import { useFormContext, useWatch } from 'react-hook-form'

import { Button } from '#components/ui/button.tsx'
import type { AudienceCount } from '#lib/campaigns/preview-figures.ts'
import { useAudienceSentence } from './audience-sentence.ts'
import type { ComposeValues } from './compose-values.ts'

/** On a phone the audience is one line with Change; its fields unfold under it. */
export function AudienceFold({ count, open, onToggle }: { count: AudienceCount; open: boolean; onToggle: () => void }) {
  const t = useTranslations('campaigns')
  const { control } = useFormContext<ComposeValues>()
  const [audience, channel] = useWatch({ control, name: ['audience', 'channel'] })
  const sentence = useAudienceSentence()
  return (
    <div className="needs-script flex items-center gap-3 rounded-l border border-line bg-surface px-4 py-3 md:hidden">
      <div className="min-w-0 flex-1">
        <strong>{t('people', { count: count.people })}</strong>
        <p className="type-small text-ink-2">{sentence({ audience, channel })}</p>
      </div>
      <Button size="s" aria-expanded={open} aria-controls="audience" onClick={onToggle}>
        {open ? t('audience.done') : t('audience.change')}
      </Button>
    </div>
  )
}
