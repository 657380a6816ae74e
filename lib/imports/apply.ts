import type { Tx } from '#db/client.ts'
import { deleteChunks } from '#db/queries/import-chunks.ts'
import type { Import } from '#db/queries/imports.ts'
import { claimImport } from '#db/queries/imports.ts'
import { refreshStatistics } from '#db/queries/imports-merge.ts'
import { countStaged, deleteStaged } from '#db/queries/imports-staging.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { startAnew } from '#lib/imports/check.ts'
import { progress } from '#lib/imports/claim.ts'
import { broughtColumns, importRules } from '#lib/imports/rules.ts'
import { awaitReminderRules, planReminders } from '#lib/reminders/plan.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'

const ROWS_PER_RANGE = 5_000

/** So many new rows change what the planner must know. */
const MANY_ROWS = 1_000

/**
 * Makes patients or appointments of what the check put down, range by range; each range is committed with its figures, so
 * that a killed run goes on where it was.
 *
 * @returns null when the import was not waiting to be applied
 * @throws LostImport
 */
export async function applyImport(
  ctx: Ctx,
  importId: string,
  onProgress: (state: Import) => void = () => {},
): Promise<Import | null> {
  const claimed = await inChain(ctx, (tx) => claimToApply(tx, ctx, importId))
  if (claimed?.status !== 'applying') return claimed
  let state = claimed
  const { merge, stagingTable } = importRules[state.kind]
  const columns = broughtColumns(state)
  for (let more = true; more; ) {
    state = await inChain(ctx, async (tx) => {
      const range = { after: state.appliedThrough ?? '', limit: ROWS_PER_RANGE }
      await awaitReminderRules(tx, ctx)
      const merged = await merge(tx, ctx.chainId, importId, columns, range)
      await planReminders(tx, ctx, merged.toPlan ?? [])
      more = merged.rows > 0
      if (!more) return state
      return progress(tx, state, {
        appliedThrough: merged.lastCode,
        rowsNew: state.rowsNew + merged.isNew,
        rowsChanged: state.rowsChanged + merged.isChanged,
        rowsUnchanged: state.rowsUnchanged + merged.rows - merged.isNew - merged.isChanged,
      })
    })
    onProgress(state)
  }
  if (state.rowsNew >= MANY_ROWS) await inChain(ctx, refreshStatistics)
  return inChain(ctx, async (tx) => {
    await deleteStaged(tx, ctx.chainId, importId, stagingTable)
    await deleteChunks(tx, ctx.chainId, importId)
    const { rowsNew, rowsChanged, rowsUnchanged, rowsRefused } = state
    const after = { kind: state.kind, rowsNew, rowsChanged, rowsUnchanged, rowsRefused }
    await recordAudit(tx, { ...ctx, staffId: state.staffId }, { action: 'import.run', entityId: importId, after })
    return progress(tx, state, { status: 'done', finishedAt: new Date() })
  })
}

/** Unlogged rows are gone after a crash of the database: then the file is checked again first. */
async function claimToApply(tx: Tx, ctx: Ctx, importId: string): Promise<Import | null> {
  const state = await claimImport(tx, ctx.chainId, importId, 'applying')
  if (!state) return null
  const staged = await countStaged(tx, ctx.chainId, importId, importRules[state.kind].stagingTable)
  if (staged === state.rowsToApply) return state
  return progress(tx, await startAnew(tx, state), { status: 'checking' })
}
