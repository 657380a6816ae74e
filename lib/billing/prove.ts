import { listOperators } from '#db/queries/balance-levels.ts'
import type { LedgerProof } from '#db/queries/ledger-proof.ts'
import { proveLedger } from '#db/queries/ledger-proof.ts'
import { enqueueLetters } from '#lib/letters/enqueue.ts'
import { log } from '#lib/runtime/log.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

/**
 * The nightly proof that every chain's money adds up from all sides. A difference is an error in the log, stands over the operator's
 * pages, and is written to every operator.
 */
export async function proveMoney(): Promise<LedgerProof> {
  const proof = await asWorker(async (tx) => {
    const done = await proveLedger(tx)
    if (done.differences > 0) {
      const told = { kind: 'ledger-difference', params: { count: done.differences, path: '/ledger' } } as const
      const operators = await listOperators(tx)
      await enqueueLetters(
        tx,
        operators.map(({ email: to, locale }) => ({ to, locale, ...told })),
      )
    }
    return done
  })
  const { chains, differences, tookMs } = proof
  if (differences > 0) log.error('the ledger does not add up', new Error('see /ledger'), { count: differences })
  else log.info('the ledger adds up', { count: chains, milliseconds: tookMs })
  return proof
}
