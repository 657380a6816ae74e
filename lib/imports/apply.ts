import type { Tx } from '#db/client.ts'
import { deleteChunks } from '#db/queries/import-chunks.ts'
import type { Import } from '#db/queries/imports.ts'
import { claimImport, commitWithoutWaiting } from '#db/queries/imports.ts'
import type { Range } from '#db/queries/imports-rows.ts'
import { countStaged, deleteStaged, lastCodeOf } from '#db/queries/imports-staging.ts'
import { refreshStatistics } from '#db/queries/imports-statistics.ts'
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
 * Two ranges are written at a time, each on a connection of its own, and committed in their order: a code is in one of them.
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
  const state = await applyRanges(ctx, claimed, onProgress)
  const { kind, rowsNew: newRows } = state
  if (newRows >= MANY_ROWS) await inChain(ctx, (tx) => refreshStatistics(tx, ctx.chainId, kind, newRows))
  return inChain(ctx, async (tx) => {
    await deleteStaged(tx, ctx.chainId, importId, importRules[state.kind].stagingTable)
    await deleteChunks(tx, ctx.chainId, importId)
    const { rowsNew, rowsChanged, rowsUnchanged, rowsRefused } = state
    const after = { kind, rowsNew, rowsChanged, rowsUnchanged, rowsRefused }
    await recordAudit(tx, { ...ctx, staffId: state.staffId }, { action: 'import.run', entityId: importId, after })
    return progress(tx, state, { status: 'done', finishedAt: new Date() })
  })
}

async function applyRanges(ctx: Ctx, claimed: Import, onProgress: (state: Import) => void): Promise<Import> {
  const { stagingTable } = importRules[claimed.kind]
  let after = claimed.appliedThrough ?? ''
  let committed = Promise.resolve(claimed)
  try {
    for (;;) {
      const from = { after, limit: ROWS_PER_RANGE }
      const through = await inChain(ctx, (tx) => lastCodeOf(tx, stagingTable, claimed, from))
      if (through === null) return await committed
      const before = committed
      committed = applyRange(ctx, claimed, { after, through }, before).then((state) => {
        onProgress(state)
        return state
      })
      // A failure is met at the next turn, or at the end.
      committed.catch(() => {})
      await before
      after = through
    }
  } finally {
    await committed.catch(() => {})
  }
}

/** Writes a range while the one before it may still be at it, and commits after that one. */
async function applyRange(
  ctx: Ctx,
  { id, kind, ...claimed }: Import,
  range: Range,
  before: Promise<Import>,
): Promise<Import> {
  const { merge } = importRules[kind]
  return inChain(ctx, async (tx) => {
    await commitWithoutWaiting(tx)
    await awaitReminderRules(tx, ctx)
    const merged = await merge(tx, ctx.chainId, id, broughtColumns({ kind, ...claimed }), range)
    await planReminders(tx, ctx, merged.toPlan ?? [])
    const state = await before
    return progress(tx, state, {
      appliedThrough: range.through,
      rowsNew: state.rowsNew + merged.isNew,
      rowsChanged: state.rowsChanged + merged.isChanged,
      rowsUnchanged: state.rowsUnchanged + merged.rows - merged.isNew - merged.isChanged,
    })
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
