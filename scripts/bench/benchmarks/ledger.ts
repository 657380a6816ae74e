import type { Sql } from 'postgres'

import { migrate } from '#db/migrate.ts'
import type { Ctx } from '#lib/runtime/context.ts'
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

const ROUNDS = 9
const TEXTS = 40_000
const WINDOW = 200

/**
 * What the ledger costs a send. One worker hands over by SMPP, in turns, for a chain whose texts have a price and for one of a price
 * list of nothing, where no money is captured and no entry written; all else is the same. At most 3 % slower.
 */
export async function run({ databases, tell }: Bench): Promise<Entry[]> {
  const sink = await startSink('smpp')
  const database = await databases.empty('ledger', async (url) => void (await migrate(url)))
  await workOn(database.url)
  const priced = await aChainOf(database.url, TEXTS)
  const free = await aChainOf(database.url, TEXTS, 'Tasuta Hambaravi')
  const transport = `smpp://bench:bench@127.0.0.1:${sink.port}?window=${WINDOW}`
  const worker = await startWorker({ DATABASE_URL: database.url, SECRET, SMS_TRANSPORT: transport })
  try {
    const rates = await byHand(database.url, async (sql) => {
      await letCostNothing(sql, free)
      const rateOf = (ctx: Ctx, what: string) => async () => {
        const rate = await sendingRate(sql, sink, ctx)
        tell(`   ledger, ${what}: ${Math.round(rate).toLocaleString('en')} texts/s`)
        return rate
      }
      const rates = { ours: rateOf(priced, 'with a price'), reference: rateOf(free, 'free of charge') }
      return interleaved(rates, { rounds: ROUNDS })
    })
    const [ours, reference] = [median(rates.ours), median(rates.reference)]
    return [entryOf({ name: 'ledger', ours, reference, unit: 'texts/s', goal: { atLeastTimes: 0.97 } })]
  } finally {
    await worker.stop()
    await sink.stop()
    await database.drop()
  }
}

async function letCostNothing(sql: Sql, { chainId }: Ctx): Promise<void> {
  await sql`
    insert into tariffs (location, channel, country, price_micro, valid_from) values ('XF', 'sms', 'EE', 0, '2026-01-01') on conflict do nothing`
  await sql`update chains set location = 'XF' where id = ${chainId}`
}

/** Texts a second, from the first at the SMSC to the last whose outcome is written. */
async function sendingRate(sql: Sql, sink: Sink, ctx: Ctx): Promise<number> {
  await sink.reset()
  const { campaignId, people } = await sendToEverybody(ctx, 'sms')
  const endMs = await whenOut(sql, campaignId)
  const { texts, firstMs } = await sink.tell()
  if (texts !== people) throw new Error(`of ${people} texts ${texts} came to the sink`)
  return (texts * 1000) / (endMs - firstMs)
}
