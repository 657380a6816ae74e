import { useTranslations } from 'next-intl'

import { Refresher } from '#components/refresher.tsx'
import { Progress } from '#components/ui/progress.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { Import } from '#db/queries/imports.ts'
import { cancelImportAction } from '../../actions.ts'
import { ImportAction } from './import-action.tsx'

/** How far the worker is with the file. The page may be left: nothing depends on it. */
export function ProgressStep({ state, now }: { state: Import; now: Date }) {
  const t = useTranslations('imports')
  const formats = useFormats()
  const applying = state.status === 'applying'
  const applied = state.rowsNew + state.rowsChanged + state.rowsUnchanged
  const [done, total] = applying ? [applied, state.rowsToApply] : [state.bytesRead, state.bytes]
  const percent = formats.percent(total > 0 ? Math.min(1, done / total) : 0, 0)
  const words = applying
    ? t('progress.rowsApplied', { done: formats.whole(applied), total: formats.whole(state.rowsToApply) })
    : t('progress.rowsRead', { count: state.rowsRead })
  const label = t(applying ? 'progress.applying' : 'progress.checking')

  return (
    <section className="grid gap-3.5 rounded-l border border-line bg-surface px-4 py-[18px] md:px-5">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h2 className="flex-1">{label}</h2>
        <span className="text-ink-2">{words}</span>
        <b className="type-figure">{percent}</b>
      </div>
      <Progress tall value={done} max={total} label={label} valueText={`${words}, ${percent}`} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 type-small text-ink-3">
        <p className="flex-1">{t(state.source === 'script' ? 'progress.script' : 'progress.leave')}</p>
        <Refresher asOf={now.toISOString()} />
        {state.status === 'checking' && (
          <ImportAction action={cancelImportAction} importId={state.id} label={t('drop')} variant="quiet" size="s" />
        )}
      </div>
    </section>
  )
}
