import { findImport, moveImport } from '#db/queries/imports.ts'
import { LostImport } from '#lib/imports/claim.ts'
import { uploadedFile } from '#lib/imports/file.ts'
import { runImport } from '#lib/imports/run.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/**
 * Runs an uploaded import in the worker. A worker that is asked to stop puts the job back, one that is killed loses it after
 * half a minute to another; either way it goes on from the last range. A file that cannot be read fails for good.
 */
export async function runImportJob(ctx: Ctx, importId: string, stopping: AbortSignal): Promise<void> {
  const state = await inChain(ctx, (tx) => findImport(tx, ctx.chainId, importId))
  if (!state) return
  try {
    await runImport(ctx, importId, uploadedFile(ctx, state), () => stopping.throwIfAborted())
  } catch (error) {
    if (error instanceof LostImport) return
    if (stopping.aborted) {
      await inChain(ctx, (tx) => enqueue(tx, 'import.run', { chainId: ctx.chainId, importId }))
      return
    }
    if (!(error instanceof Refusal)) throw error
    const why = { failure: error.code, failureParams: error.params, finishedAt: new Date() }
    await inChain(ctx, (tx) => moveImport(tx, ctx.chainId, importId, 'failed', why))
  }
}
