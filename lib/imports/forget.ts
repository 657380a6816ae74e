import { deleteImport } from '#db/queries/imports.ts'
import { deleteStaged } from '#db/queries/imports-staging.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** Takes a dry run away with everything that was put down for it. */
export async function forgetImport(ctx: Ctx, importId: string): Promise<void> {
  await inChain(ctx, async (tx) => {
    await deleteStaged(tx, ctx.chainId, importId, 'import_patients')
    await deleteStaged(tx, ctx.chainId, importId, 'import_appointments')
    await deleteImport(tx, ctx.chainId, importId)
  })
}
