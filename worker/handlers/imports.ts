import { cleanImports } from '#lib/imports/clean.ts'
import { keepImports } from '#lib/imports/keep.ts'
import { runImportJob } from '#lib/imports/run-job.ts'
import { handle } from '#worker/handle.ts'

export const importHandlers = [
  handle('import.run', (ctx, { importId }, stopping) => runImportJob(ctx, importId, stopping)),
  handle('imports.keep', keepImports, { byTheClock: true }),
  handle('imports.clean', cleanImports, { byTheClock: true }),
]
