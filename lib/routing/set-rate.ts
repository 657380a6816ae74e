import { setAccountRate } from '#db/queries/provider-accounts.ts'
import { requireAccount } from '#lib/routing/require-account.ts'
import { WrongAccount } from '#lib/routing/wrong-account.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

const LEAST_PER_SECOND = 0.01
const MOST_PER_SECOND = 100_000
const MOST_BURST = 100_000

/**
 * Lets an account take at most so many SMS parts (or letters) a second, over all workers; null for as many as the provider takes.
 * After a pause `burst` may leave at once.
 *
 * @throws WrongAccount
 */
export async function setRate(
  name: string,
  { ratePerSecond, burst = 1 }: { ratePerSecond: number | null; burst?: number },
): Promise<void> {
  if (ratePerSecond !== null && !(ratePerSecond >= LEAST_PER_SECOND && ratePerSecond <= MOST_PER_SECOND)) {
    throw new WrongAccount(`The rate is a number from ${LEAST_PER_SECOND} to ${MOST_PER_SECOND} a second, or none.`)
  }
  if (!Number.isInteger(burst) || burst < 1 || burst > MOST_BURST) {
    throw new WrongAccount(`The burst is a whole number from 1 to ${MOST_BURST}.`)
  }
  await asWorker(async (tx) => {
    await requireAccount(tx, name)
    await setAccountRate(tx, name, { ratePerSecond, burst })
  })
}
