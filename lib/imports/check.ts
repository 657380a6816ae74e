import type { Tx } from '#db/client.ts'
import { findChain } from '#db/queries/chains.ts'
import { listClinics } from '#db/queries/clinics.ts'
import type { Import } from '#db/queries/imports.ts'
import { claimImport, commitWithoutWaiting } from '#db/queries/imports.ts'
import { countStaged, deleteRefusals, deleteStaged, insertRefusals } from '#db/queries/imports-staging.ts'
import { dayIn } from '#lib/core/calendar-day.ts'
import { clinicKey } from '#lib/core/clinic-key.ts'
import { isDebtHeading } from '#lib/core/import-columns.ts'
import { progress } from '#lib/imports/claim.ts'
import { figuresOf } from '#lib/imports/figures.ts'
import type { ImportFile } from '#lib/imports/file.ts'
import { readRanges } from '#lib/imports/read-ranges.ts'
import type { ReadingContext } from '#lib/imports/row-reader.ts'
import { importRules } from '#lib/imports/rules.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** So many rows are one transaction, and no more than that is read again after a crash. */
const ROWS_PER_RANGE = 5_000

/**
 * Reads a file to its end and puts down what an import of it would do; changes no patient and no appointment.
 *
 * Progress is committed with the rows it counts, so a run that was killed goes on where it was.
 *
 * @returns null when the import is not waiting to be checked
 * @throws LostImport
 * @throws Refusal import_unreadable
 */
export async function checkImport(
  ctx: Ctx,
  importId: string,
  file: ImportFile,
  onProgress: (state: Import) => void = () => {},
): Promise<Import | null> {
  const claimed = await inChain(ctx, (tx) => claimToRead(tx, ctx, importId))
  if (!claimed) return null
  let state = claimed
  const { read } = importRules[state.kind]
  const context = await inChain(ctx, (tx) => readingContext(tx, ctx, state))

  let writing = Promise.resolve()
  let writingBefore = writing
  for await (const { records, bytesRead } of readRanges(file, state, ROWS_PER_RANGE)) {
    const rows = records.length
    const write = await read(records, context)
    await writingBefore
    writingBefore = writing
    writing = writingBefore.then(async () => {
      state = await inChain(ctx, async (tx) => {
        const [refused] = await Promise.all([write(tx, state), commitWithoutWaiting(tx)])
        await insertRefusals(tx, ctx.chainId, importId, refused)
        return progress(tx, state, {
          bytesRead,
          rowsRead: state.rowsRead + rows,
          rowsRefused: state.rowsRefused + refused.length,
          rowsAccepted: state.rowsAccepted + rows - refused.length,
        })
      })
      onProgress(state)
    })
    // Two ranges may wait to be written while the next one is read; a failure is met when they are waited for.
    writing.catch(() => {})
  }
  await writing
  return inChain(ctx, async (tx) => progress(tx, state, { ...(await figuresOf(tx, state)), status: 'checked' }))
}

/** Unlogged rows are gone after a crash of the database: then the file is read from its beginning. */
async function claimToRead(tx: Tx, ctx: Ctx, importId: string): Promise<Import | null> {
  const state = await claimImport(tx, ctx.chainId, importId, 'checking')
  if (!state) return null
  const { stagingTable } = importRules[state.kind]
  const staged = state.rowsAccepted > 0 ? await countStaged(tx, ctx.chainId, importId, stagingTable) : 0
  if (staged > 0 || state.rowsAccepted === 0) return state
  return startAnew(tx, state)
}

export async function startAnew(tx: Tx, state: Import): Promise<Import> {
  await deleteStaged(tx, state.chainId, state.id, importRules[state.kind].stagingTable)
  await deleteRefusals(tx, state.chainId, state.id)
  return progress(tx, state, { bytesRead: 0, rowsRead: 0, rowsRefused: 0, rowsAccepted: 0, rowsToApply: 0 })
}

async function readingContext(tx: Tx, ctx: Ctx, state: Import): Promise<ReadingContext> {
  const chain = await findChain(tx, ctx.chainId)
  if (!chain) throw new Error(`chain ${ctx.chainId} is gone`)
  const clinics = await listClinics(tx, ctx.chainId)
  return {
    header: state.header,
    columns: state.columns,
    balanceIsDebt: isDebtHeading(state.header[state.columns.balance ?? -1] ?? ''),
    clinicIds: new Map(clinics.map(({ id, name }) => [clinicKey(name), id])),
    defaultClinicId: state.clinicId,
    defaultCountry: chain.location,
    today: state.asOf ?? dayIn(chain.zone, ctx.now),
  }
}
