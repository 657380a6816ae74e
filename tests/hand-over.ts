import { db, sql } from '#db/client.ts'
import { handOverBatches } from '#lib/deliveries/hand-over.ts'
import { smsLine } from '#lib/deliveries/line.ts'
import { scriptedProvider } from '#tests/scripted-provider.ts'

/** Hands over by SMS everything that is due on the database of this file. @returns what the provider got of one chain */
export async function handOverAll({ chainId }: { chainId: string }) {
  const provider = scriptedProvider()
  let idle = false
  while (!idle) {
    const round = await handOverBatches({
      line: smsLine(provider),
      windowSize: 50,
      stopping: new AbortController().signal,
    })
    idle = round.idle
  }
  const own = await db().execute<{ id: string }>(sql`select id from deliveries where chain_id = ${chainId}`)
  const ids = new Set(own.map(({ id }) => id))
  return provider.sent.filter(({ deliveryId }) => ids.has(deliveryId))
}
