import { runImportJob } from '#lib/imports/run-job.ts'
import { handle } from '#worker/handle.ts'

export const importHandlers = [
  handle('import.run', (ctx, { importId }, stopping) => runImportJob(ctx, importId, stopping)),
]
