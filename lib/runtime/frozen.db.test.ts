import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { asWorker, inChain } from '#lib/runtime/transaction.ts'
import { aChain, testDatabase } from '#tests/database.ts'

testDatabase({ LEASE_SECONDS: '1' })

test.each([
  ['worker', (_chainId: string) => asWorker],
  [
    'portal',
    (chainId: string) =>
      <T>(work: Parameters<typeof asWorker<T>>[0]) =>
        inChain(chainCtx(chainId), work),
  ],
])(
  'what a %s had locked when it froze is free again after a lease, and nothing of it stands',
  async (_who, transactionOf) => {
    const { chainId } = await aChain({ euros: 10 })
    const freeze = transactionOf(chainId)(async (tx) => {
      await tx.execute(sql`update accounts set updated_at = 'epoch' where chain_id = ${chainId}`)
      await pause(3_000)
      await tx.execute(sql`select`)
    })
    const outcome = expect(freeze).rejects.toThrow()
    await pause(200)
    const begun = performance.now()
    const [row] = await db().execute<{ untouched: boolean }>(sql`
    update accounts set available_micro = available_micro where chain_id = ${chainId} returning updated_at > 'epoch' as untouched`)
    expect(row?.untouched).toBe(true)
    expect(performance.now() - begun).toBeLessThan(2_500)
    await outcome
  },
)
