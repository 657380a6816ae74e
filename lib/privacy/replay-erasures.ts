import { listComeBack } from '#db/queries/erasure.ts'
import { eraseIdentity } from '#lib/privacy/erase-patient.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { asKeeper } from '#lib/runtime/transaction.ts'

const AT_ONCE = 100

/**
 * Erases again whoever stands on the list of erasures and has their identity back, as after a restore. Each is a transaction of its own;
 * one whose text is under way waits for the next night. @returns how many it erased
 */
export async function replayErasures(): Promise<number> {
  let erased = 0
  for (;;) {
    const back = await asKeeper((tx) => listComeBack(tx, AT_ONCE))
    const before = erased
    for (const whose of back) if (await eraseAgain(whose)) erased += 1
    if (erased === before || back.length < AT_ONCE) return erased
  }
}

async function eraseAgain({ chainId, patientId }: { chainId: string; patientId: string }): Promise<boolean> {
  try {
    await asKeeper((tx) => eraseIdentity(tx, chainCtx(chainId), patientId))
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
