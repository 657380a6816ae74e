import { useTranslations } from 'next-intl'

import { Note } from '#components/ui/note.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { SeenFigures } from './send-values.ts'

/** Between the preview and Send something moved: which figures, from what to what. */
export function WhatChanged({ seen, now }: { seen: SeenFigures; now: SeenFigures }) {
  const t = useTranslations('campaigns.preview')
  const formats = useFormats()
  const lines = [
    seen.willGet !== now.willGet && t('changedPeople', pair(seen.willGet, now.willGet, formats.whole)),
    seen.leftOut !== now.leftOut && t('changedLeftOut', pair(seen.leftOut, now.leftOut, formats.whole)),
    seen.segments !== now.segments && t('changedParts', pair(seen.segments, now.segments, formats.whole)),
    seen.costMicro !== now.costMicro && t('changedCost', pair(seen.costMicro, now.costMicro, formats.money)),
  ].filter((line) => line !== false)
  return (
    <Note tone="warn" role="alert" title={t('changedTitle')}>
      <ul className="my-1 list-disc ps-4">
        {lines.length > 0 ? lines.map((line) => <li key={line}>{line}</li>) : <li>{t('changedTexts')}</li>}
      </ul>
      {t('changedAgain')}
    </Note>
  )
}

function pair(before: number, after: number, shown: (value: number) => string) {
  return { before: shown(before), after: shown(after) }
}
