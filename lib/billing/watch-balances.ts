import type { LevelChange } from '#db/queries/balance-levels.ts'
import { listChainManagers, noteBalanceLevels } from '#db/queries/balance-levels.ts'
import { balanceWarning } from '#lib/core/balance-warning.ts'
import type { NewLetter } from '#lib/letters/enqueue.ts'
import { enqueueLetters } from '#lib/letters/enqueue.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

/**
 * Each minute: writes to the managers of chains whose free money has fallen below their threshold, or who owe, once per fall. A minute
 * late, so that texts themselves cost nothing more.
 */
export async function watchBalances(): Promise<void> {
  await asWorker(async (tx) => {
    const warnings = (await noteBalanceLevels(tx)).flatMap((change) => {
      const kind = balanceWarning(change)
      return kind ? [{ kind, change }] : []
    })
    if (warnings.length === 0) return
    const managers = await listChainManagers(
      tx,
      warnings.map(({ change }) => change.chainId),
    )
    const ofChain = Map.groupBy(managers, ({ chainId }) => chainId)
    await enqueueLetters(
      tx,
      warnings.flatMap(({ kind, change }) =>
        (ofChain.get(change.chainId) ?? []).map(
          ({ email: to, locale }): NewLetter =>
            kind === 'balance-low'
              ? { to, locale, kind, params: lowBalance(change) }
              : { to, locale, kind, params: debt(change) },
        ),
      ),
    )
  })
}

function lowBalance({ chainName: chain, availableMicro, limitMicro }: LevelChange) {
  return { chain, availableMicro, limitMicro, path: '/balance/replenish' }
}

function debt({ chainName: chain, owedMicro }: LevelChange) {
  return { chain, owedMicro, path: '/balance/replenish' }
}
