import type { Sql } from 'postgres'

import { migrate } from '#db/migrate.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import type { Bench } from '#scripts/bench/bench.ts'
import { byHand, SECRET, workOn } from '#scripts/bench/databases.ts'
import type { Entry, Goal } from '#scripts/bench/entry.ts'
import { entryOf } from '#scripts/bench/entry.ts'
import { interleaved, median } from '#scripts/bench/measure.ts'
import { aChainOf } from '#scripts/bench/sending/people.ts'
import { sendToEverybody, statusesOf, whenOut } from '#scripts/bench/sending/send-to-everybody.ts'
import { startWorker } from '#scripts/bench/sending/worker.ts'
import type { Sink } from '#scripts/bench/sinks/start-sink.ts'

const ROUNDS = 5

export type Sending = {
  name: string
  channel: 'sms' | 'email'
  sink: Sink
  /** The address of the sink as an account has it. */
  transport: string
  texts: number
  goal: Goal
  /** Sends as many texts to the sink by nothing but the client library. Resolves when the last is answered. */
  bare(texts: number): Promise<void>
}

/**
 * Measures a campaign through a worker of the portal beside a bare loop over the same sink, in turns. Both are timed from the first text
 * that the sink sees: ours until what became of the last is committed, the bare loop until the last is answered.
 */
export async function oursBesideBare({ databases, tell }: Bench, sending: Sending): Promise<Entry> {
  const { name, channel, sink, transport, texts, goal } = sending
  const database = await databases.empty(name, async (url) => void (await migrate(url)))
  await workOn(database.url)
  const ctx = await aChainOf(database.url, texts)
  const addresses = channel === 'sms' ? { SMS_TRANSPORT: transport } : { EMAIL_TRANSPORT: transport }
  const worker = await startWorker({ DATABASE_URL: database.url, SECRET, ...addresses })
  const told = (side: string, rate: number) => {
    tell(`   ${name}, ${side}: ${Math.round(rate).toLocaleString('en')} texts/s`)
    return rate
  }
  try {
    const rates = await byHand(database.url, (sql) =>
      interleaved(
        {
          ours: async () => told('ours', await rateOfOurs(sql, ctx, sending)),
          reference: async () => told('bare', await rateOfBare(sending)),
        },
        { rounds: ROUNDS },
      ),
    )
    return entryOf({ name, ours: median(rates.ours), reference: median(rates.reference), unit: 'texts/s', goal })
  } finally {
    await worker.stop()
    await sink.stop()
    await database.drop()
  }
}

async function rateOfOurs(sql: Sql, ctx: Ctx, { sink, channel }: Sending): Promise<number> {
  await sink.reset()
  const { campaignId, people } = await sendToEverybody(ctx, channel)
  const endMs = await whenOut(sql, campaignId)
  const { texts, firstMs } = await sink.tell()
  const statuses = await statusesOf(sql, campaignId)
  if (texts !== people || statuses.accepted !== people) {
    throw new Error(`of ${people} texts ${texts} came to the sink: ${JSON.stringify(statuses)}`)
  }
  return (texts * 1000) / (endMs - firstMs)
}

async function rateOfBare({ sink, texts, bare }: Sending): Promise<number> {
  await sink.reset()
  await bare(texts)
  const endMs = performance.timeOrigin + performance.now()
  const tally = await sink.tell()
  if (tally.texts !== texts) throw new Error(`of ${texts} texts ${tally.texts} came to the sink`)
  return (texts * 1000) / (endMs - tally.firstMs)
}
