import type { Tx } from '#db/client.ts'
import type { Import, NewImport } from '#db/queries/imports.ts'
import { updateClaimed } from '#db/queries/imports.ts'

/** Somebody else took the import over, or it was cancelled: stop, there is nothing to mend. */
export class LostImport extends Error {
  override name = 'LostImport'

  constructor() {
    super('Another run has taken this import over, or it was cancelled.')
  }
}

/**
 * Puts down how far a run has come, in the transaction of the rows it counts.
 *
 * @throws LostImport, which undoes that transaction
 */
export async function progress(tx: Tx, claim: Import, set: Partial<NewImport>): Promise<Import> {
  const state = await updateClaimed(tx, claim, set)
  if (!state) throw new LostImport()
  return state
}
