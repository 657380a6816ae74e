import { moveImport } from '#db/queries/imports.ts'
import type { ImportToKeep } from '#db/queries/imports-to-keep.ts'
import { listImportsToKeep } from '#db/queries/imports-to-keep.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { log } from '#lib/runtime/log.ts'
import { asWorker, inChain } from '#lib/runtime/transaction.ts'

/** Longer than a range of rows takes, and than a killed worker's job waits for another. */
const IDLE_MINUTES = 5

/**
 * Each minute: an import whose job was lost gets another; one whose job has used up its tries becomes failed, so that a person sees
 * it and may let it go on from where it stopped.
 */
export async function keepImports({ now }: { now: Date }): Promise<void> {
  for (const left of await asWorker((tx) => listImportsToKeep(tx, { idleMinutes: IDLE_MINUTES }))) {
    await keep(left, now)
  }
}

async function keep({ chainId, importId, gaveUp }: ImportToKeep, now: Date): Promise<void> {
  await inChain(chainCtx(chainId), async (tx) => {
    if (!gaveUp) return enqueue(tx, 'import.run', { chainId, importId })
    const why = { failure: 'import_interrupted', failureParams: null, finishedAt: now }
    await moveImport(tx, chainId, importId, 'failed', why)
  })
  log.warn(gaveUp ? 'an import has used up its tries' : 'an import without a job got another', { chainId, importId })
}
