import { listClinics } from '#db/queries/clinics.ts'
import type { Import } from '#db/queries/imports.ts'
import { findInterruptedImport, insertImport } from '#db/queries/imports.ts'
import { missingFields } from '#lib/core/import-columns.ts'
import type { LookedAt } from '#lib/imports/look-at.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

export type BeginImport = LookedAt & {
  fileName: string
  asOf: string | null
  /** Apply it, rather than check it only. */
  confirmed: boolean
  patientsImportId: string | null
}

/**
 * Begins the import of a file that a script reads, or finds the one of the same file that was interrupted.
 *
 * @throws Refusal import_column_missing where the file lacks what no row can do without
 */
export async function beginImport(ctx: Ctx, input: BeginImport): Promise<{ found: Import; isResumed: boolean }> {
  return inChain(ctx, async (tx) => {
    const { kind, columns, sha256, asOf, confirmed } = input
    const clinicId = columns.clinic === undefined ? onlyOne(await listClinics(tx, ctx.chainId)) : null
    const [missing] = missingFields(kind, columns).filter((field) => !(field === 'clinic' && clinicId))
    if (missing) throw new Refusal('import_column_missing', { column: missing })

    const interrupted = await findInterruptedImport(tx, ctx.chainId, {
      kind,
      source: 'script',
      sha256,
      asOf,
      confirmed,
    })
    if (interrupted) return { found: interrupted, isResumed: true }
    const found = await insertImport(tx, {
      chainId: ctx.chainId,
      kind,
      source: 'script',
      status: 'checking',
      fileName: input.fileName,
      bytes: input.bytes,
      sha256,
      encoding: input.encoding,
      delimiter: input.delimiter,
      header: input.header,
      headerRow: input.headerRow,
      columns,
      clinicId,
      asOf,
      confirmed,
      patientsImportId: input.patientsImportId,
      staffId: ctx.staffId,
    })
    return { found, isResumed: false }
  })
}

function onlyOne(clinics: { id: string }[]): string | null {
  return clinics.length === 1 ? (clinics[0]?.id ?? null) : null
}
