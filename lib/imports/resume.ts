import type { Import } from '#db/queries/imports.ts'
import { findImport, moveImport } from '#db/queries/imports.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { ImportIdInput } from '#lib/imports/inputs.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** Lets an import that was interrupted go on from its last range: reading where it was read, importing where it was confirmed. */
export async function resumeImport(ctx: Ctx, { importId }: ImportIdInput): Promise<Import> {
  return inChain(ctx, async (tx) => {
    const before = await findImport(tx, ctx.chainId, importId)
    if (!before) throw new Refusal('not_found')
    if (before.failure !== 'import_interrupted') throw new Refusal('conflict')
    const onwards = { failure: null, finishedAt: null }
    const state = await moveImport(tx, ctx.chainId, importId, before.confirmed ? 'applying' : 'checking', onwards)
    if (!state) throw new Refusal('conflict')
    await enqueue(tx, 'import.run', { chainId: ctx.chainId, importId })
    await recordAudit(tx, ctx, { action: 'import.resume', entityId: importId })
    return state
  })
}
