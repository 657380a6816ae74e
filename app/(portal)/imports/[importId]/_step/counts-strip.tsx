import { useTranslations } from 'next-intl'

import { Stat, Stats } from '#components/ui/facts-list.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { Import } from '#db/queries/imports.ts'

/** The figures of a file in one row. */
export function CountsStrip({ state }: { state: Import }) {
  const t = useTranslations('imports.result')
  const { whole } = useFormats()
  const twice = state.rowsAccepted - state.rowsToApply
  return (
    <Stats strip>
      <Stat label={t('rows')} value={whole(state.rowsRead)} />
      <Stat label={t(`accepted.${state.kind}`)} value={whole(state.rowsToApply)} />
      <Stat label={t('new')} value={whole(state.rowsNew)} />
      <Stat label={t(state.status === 'done' ? 'changedDone' : 'changed')} value={whole(state.rowsChanged)} />
      <Stat label={t('unchanged')} value={whole(state.rowsUnchanged)} />
      <Stat label={t('refused')} value={whole(state.rowsRefused)} />
      <Stat label={t('twice')} value={whole(twice)} />
    </Stats>
  )
}
