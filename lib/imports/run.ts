import type { Import } from '#db/queries/imports.ts'
import { findImport, moveImport } from '#db/queries/imports.ts'
import { applyImport } from '#lib/imports/apply.ts'
import { checkImport } from '#lib/imports/check.ts'
import type { ImportFile } from '#lib/imports/file.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/**
 * Takes an import as far as it may go: checks it, and applies it when somebody has confirmed it. Called again after an
 * interruption, it goes on.
 *
 * @throws LostImport when another run has taken it over
 * @throws Refusal import_unreadable
 */
export async function runImport(
  ctx: Ctx,
  importId: string,
  file: ImportFile,
  onProgress?: (state: Import) => void,
): Promise<Import> {
  while (true) {
    const state = await inChain(ctx, (tx) => findImport(tx, ctx.chainId, importId))
    if (!state) throw new Refusal('not_found')
    if (state.status === 'checking') await checkImport(ctx, importId, file, onProgress)
    else if (state.status === 'checked' && state.confirmed) {
      await inChain(ctx, (tx) => moveImport(tx, ctx.chainId, importId, 'applying'))
    } else if (state.status === 'applying') await applyImport(ctx, importId, onProgress)
    else return state
  }
}
