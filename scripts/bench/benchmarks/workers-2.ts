import type { Sql } from 'postgres'

import { migrate } from '#db/migrate.ts'
import type { Bench } from '#scripts/bench/bench.ts'
import { byHand, SECRET, workOn } from '#scripts/bench/databases.ts'
import type { Entry } from '#scripts/bench/entry.ts'
import { entryOf } from '#scripts/bench/entry.ts'
import { interleaved, median } from '#scripts/bench/measure.ts'
import { aChainOf } from '#scripts/bench/sending/people.ts'
import { sendToEverybody, whenOut } from '#scripts/bench/sending/send-to-everybody.ts'
import { startWorker } from '#scripts/bench/sending/worker.ts'
import type { Sink } from '#scripts/bench/sinks/start-sink.ts'
import { startSink } from '#scripts/bench/sinks/start-sink.ts'

const ROUNDS = 5
const TEXTS = 8_000
const WINDOW = 100
const ANSWER_MS = 100

/** A campaign over an SMSC that takes its time over each text: two workers of the portal, each with its connection, beside one. */
export async function run({ databases, tell }: Bench): Promise<Entry[]> {
  const sink = await startSink('smpp', [String(ANSWER_MS)])
  const database = await databases.empty('workers', async (url) => void (await migrate(url)))
  await workOn(database.url)
  const ctx = await aChainOf(database.url, TEXTS)
  const transport = `smpp://bench:bench@127.0.0.1:${sink.port}?window=${WINDOW}`
  const settings = { DATABASE_URL: database.url, SECRET, SMS_TRANSPORT: transport }

  const rateWith = async (sql: Sql, count: 1 | 2) => {
    const workers = await Promise.all(Array.from({ length: count }, () => startWorker(settings)))
    try {
      await sink.reset()
      const { campaignId, people } = await sendToEverybody(ctx, 'sms')
      const rate = await rateOf(sql, sink, campaignId, people)
      tell(`   workers-2, ${count} of them: ${Math.round(rate).toLocaleString('en')} texts/s`)
      return rate
    } finally {
      await Promise.all(workers.map((worker) => worker.stop()))
    }
  }
  const rates = await byHand(database.url, (sql) =>
    interleaved({ ours: () => rateWith(sql, 2), reference: () => rateWith(sql, 1) }, { rounds: ROUNDS, warmUp: 0 }),
  )
  await sink.stop()
  await database.drop()
  const [ours, reference] = [median(rates.ours), median(rates.reference)]
  return [entryOf({ name: 'workers-2', ours, reference, unit: 'texts/s', goal: { atLeastTimes: 1.9 } })]
}

async function rateOf(sql: Sql, sink: Sink, campaignId: string, people: number): Promise<number> {
  const endMs = await whenOut(sql, campaignId)
  const { texts, firstMs } = await sink.tell()
  if (texts !== people) throw new Error(`of ${people} texts ${texts} came to the sink`)
  return (texts * 1000) / (endMs - firstMs)
}
