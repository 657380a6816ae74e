import { Pencil } from 'lucide-react'
import { getTranslations } from 'next-intl/server'

import { LinkButton } from '#components/ui/link-button.tsx'
import { Note } from '#components/ui/note.tsx'
import { countRefusalReasons, listRefusals } from '#db/queries/import-refusals.ts'
import type { Import } from '#db/queries/imports.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import type { SearchParams } from '#lib/web/search-params.ts'
import { cancelImportAction, confirmImportAction } from '../../actions.ts'
import { refusalFilterOf } from '../refusal-filter.ts'
import { CountsStrip } from './counts-strip.tsx'
import { FiguresCard } from './figures-card.tsx'
import { ImportAction } from './import-action.tsx'
import { RefusalsCard } from './refusals-card.tsx'

/** What the check found, to decide by; afterwards, what the import did. */
export async function ResultStep({ ctx, state, params }: { ctx: Ctx; state: Import; params: SearchParams }) {
  const t = await getTranslations('imports')
  const filter = refusalFilterOf(params)
  const { refusals, reasons } = await inChain(ctx, async (tx) => ({
    refusals: await listRefusals(tx, ctx.chainId, state.id, filter),
    reasons: state.rowsRefused > 0 ? await countRefusalReasons(tx, ctx.chainId, state.id) : [],
  }))
  const waits = state.status === 'checked'
  const nothingNew = state.rowsNew + state.rowsChanged === 0

  return (
    <div className="grid gap-4">
      {state.rowsToApply === 0 && <Note tone="warn" title={t('result.noRows')} />}
      {state.rowsToApply > 0 && nothingNew && (
        <Note tone="info" title={t(waits ? 'result.nothing' : 'result.nothingDone')} />
      )}
      <CountsStrip state={state} />
      {waits && state.source === 'portal' && (
        <div className="flex flex-wrap items-center gap-2">
          {state.rowsToApply > 0 && (
            <ImportAction
              action={confirmImportAction}
              importId={state.id}
              label={t(`confirm.${state.kind}`, { count: state.rowsToApply })}
              pendingLabel={t('confirm.pending')}
              variant="primary"
            />
          )}
          <LinkButton href={`/imports/${state.id}?step=columns`} icon={<Pencil aria-hidden="true" />}>
            {t('changeColumns')}
          </LinkButton>
          <ImportAction action={cancelImportAction} importId={state.id} label={t('drop')} variant="quiet" />
        </div>
      )}
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <RefusalsCard state={state} refusals={refusals} reasons={reasons} params={params} />
        <FiguresCard state={state} />
      </div>
    </div>
  )
}
