import type { Import } from '#db/queries/imports.ts'
import { moveImport } from '#db/queries/imports.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { ImportIdInput } from '#lib/imports/inputs.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** Has the worker apply what the check has put down: those rows, and no others. A second click changes nothing. */
export async function confirmImport(ctx: Ctx, { importId }: ImportIdInput): Promise<Import> {
  return inChain(ctx, async (tx) => {
    const counted = { rowsNew: 0, rowsChanged: 0, rowsUnchanged: 0, appliedThrough: null }
    const state = await moveImport(tx, ctx.chainId, importId, 'applying', { ...counted, confirmed: true })
    if (!state) throw new Refusal('conflict')
    await enqueue(tx, 'import.run', { chainId: ctx.chainId, importId })
    await recordAudit(tx, ctx, { action: 'import.confirm', entityId: importId, after: { rows: state.rowsToApply } })
    return state
  })
}
