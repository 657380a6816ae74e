import type { Import } from '#db/queries/imports.ts'
import { beginImport } from '#lib/imports/begin.ts'
import type { ImportFile } from '#lib/imports/file.ts'
import { lookAt } from '#lib/imports/look-at.ts'
import { runImport } from '#lib/imports/run.ts'
import type { Ctx } from '#lib/runtime/context.ts'

export type ImportFilesOptions = {
  /** YYYY-MM-DD: figures and birth dates are seen from this day; today where it is null. */
  asOf?: string | null
  /** Only check: change no patient and no appointment. */
  dryRun?: boolean
  onProgress?: (state: Import) => void
}

/**
 * Imports files to their end, as scripts do: patients first, whatever the order given. A run that was
 * interrupted goes on when it is called again with the same files.
 *
 * @throws Refusal import_column_missing, import_unreadable
 * @throws LostImport when another run has taken one of them over
 */
export async function importFiles(
  ctx: Ctx,
  files: ImportFile[],
  { asOf = null, dryRun = false, onProgress }: ImportFilesOptions = {},
): Promise<(Import & { isResumed: boolean })[]> {
  const looked = await Promise.all(files.map(async (file) => ({ file, ...(await lookAt(file)) })))
  const inOrder = looked.toSorted((a, b) => Number(a.kind === 'appointments') - Number(b.kind === 'appointments'))

  const done: (Import & { isResumed: boolean })[] = []
  for (const { file, ...layout } of inOrder) {
    // Appointments of people whom a dry run has only put down.
    const patientsImportId = done.find(({ kind }) => kind === 'patients')?.id ?? null
    const begun = { ...layout, fileName: file.name, asOf, confirmed: !dryRun, patientsImportId }
    const { found, isResumed } = await beginImport(ctx, begun)
    const after = await runImport(ctx, found.id, file, onProgress)
    done.push({ ...after, isResumed })
  }
  return done
}
