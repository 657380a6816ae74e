import type { LedgerProof } from '#db/queries/ledger-proof.ts'
import { proveLedger } from '#db/queries/ledger-proof.ts'
import { log } from '#lib/runtime/log.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

/** The nightly proof that every chain's money adds up from all sides; a difference is an error in the log and on the operator's page. */
export async function proveMoney(): Promise<LedgerProof> {
  const proof = await asWorker(proveLedger)
  const { chains, differences, tookMs } = proof
  if (differences > 0) log.error('the ledger does not add up', new Error('see /ledger'), { count: differences })
  else log.info('the ledger adds up', { count: chains, milliseconds: tookMs })
  return proof
}
