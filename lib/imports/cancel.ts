import { deleteChunks } from '#db/queries/import-chunks.ts'
import type { Import } from '#db/queries/imports.ts'
import { moveImport } from '#db/queries/imports.ts'
import { deleteRefusals, deleteStaged } from '#db/queries/imports-staging.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { ImportIdInput } from '#lib/imports/inputs.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** Drops a file before it is applied, with everything that was kept of it. A run that reads it stops at its next step. */
export async function cancelImport(ctx: Ctx, { importId }: ImportIdInput): Promise<Import> {
  return inChain(ctx, async (tx) => {
    const state = await moveImport(tx, ctx.chainId, importId, 'cancelled')
    if (!state) throw new Refusal('conflict')
    await deleteChunks(tx, ctx.chainId, importId)
    await deleteStaged(tx, ctx.chainId, importId, 'import_patients')
    await deleteStaged(tx, ctx.chainId, importId, 'import_appointments')
    await deleteRefusals(tx, ctx.chainId, importId)
    await recordAudit(tx, ctx, { action: 'import.cancel', entityId: importId })
    return state
  })
}
