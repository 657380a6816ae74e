import { join } from 'node:path'
import { rolldown } from 'rolldown'

export type WorkerFiles = { dieAtStep: string; worker: string }

/**
 * Writes the worker, as it is, and what ends it at a step into a few files, which they share: a process that is started a thousand
 * times need not find, strip and read six hundred every time. Nothing else is done to the code.
 */
export async function bundleWorker(folder: string): Promise<WorkerFiles> {
  const bundle = await rolldown({
    input: { worker: 'worker/main.ts', 'die-at-step': 'scripts/faults/die-at-step.ts' },
    platform: 'node',
    logLevel: 'silent',
  })
  await bundle.write({ dir: folder, format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' })
  await bundle.close()
  return { dieAtStep: join(folder, 'die-at-step.mjs'), worker: join(folder, 'worker.mjs') }
}
