import { setTimeout as pause } from 'node:timers/promises'
import type { Sql } from 'postgres'

import { migrate } from '#db/migrate.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import type { Bench } from '#scripts/bench/bench.ts'
import { byHand, SECRET, workOn } from '#scripts/bench/databases.ts'
import type { Entry } from '#scripts/bench/entry.ts'
import { entryOf } from '#scripts/bench/entry.ts'
import { median } from '#scripts/bench/measure.ts'
import { aChainOf } from '#scripts/bench/sending/people.ts'
import { sendToEverybody, statusesOf, whenOut } from '#scripts/bench/sending/send-to-everybody.ts'
import { startWorker } from '#scripts/bench/sending/worker.ts'
import type { Sink } from '#scripts/bench/sinks/start-sink.ts'
import { startSink } from '#scripts/bench/sinks/start-sink.ts'

const ROUNDS = 5
const TEXTS = 20_000
const WINDOW = 50
const LOOK_MILLISECONDS = 50

/**
 * A campaign over an SMSC that reports each text as delivered the moment it has taken it, over the same connection: how many receipts
 * are stored and answered in a second, beside the texts sent in a second of the same campaign.
 */
export async function run({ databases, tell }: Bench): Promise<Entry[]> {
  const sink = await startSink('smpp', ['0', 'receipts'])
  const database = await databases.empty('smpp_receipts', async (url) => void (await migrate(url)))
  await workOn(database.url)
  const ctx = await aChainOf(database.url, TEXTS)
  const transport = `smpp://bench:bench@127.0.0.1:${sink.port}?window=${WINDOW}`
  const worker = await startWorker({ DATABASE_URL: database.url, SECRET, SMS_TRANSPORT: transport })
  const rounds: { sent: number; received: number }[] = []
  try {
    await byHand(database.url, async (sql) => {
      for (let round = 0; round <= ROUNDS; round += 1) {
        const { sent, received, applied } = await aCampaign(sql, ctx, sink)
        tell(`   smpp-receipts: ${sent} texts/s sent, ${received} receipts/s stored, ${applied} applied`)
        if (round > 0) rounds.push({ sent, received })
      }
    })
  } finally {
    await worker.stop()
    await sink.stop()
    await database.drop()
  }
  return [
    entryOf({
      name: 'smpp-receipts',
      ours: median(rounds.map(({ received }) => received)),
      reference: median(rounds.map(({ sent }) => sent)),
      unit: 'receipts/s beside texts/s',
      goal: { atLeastTimes: 0.95 },
    }),
  ]
}

/** Rates a second, each from the first text that left. */
async function aCampaign(sql: Sql, ctx: Ctx, sink: Sink) {
  await sink.reset()
  const { campaignId, people } = await sendToEverybody(ctx, 'sms')
  const outMs = await whenOut(sql, campaignId)
  let tally = await sink.tell()
  for (; tally.receipts < people; tally = await sink.tell()) await pause(LOOK_MILLISECONDS)
  while ((await statusesOf(sql, campaignId)).delivered !== people) await pause(LOOK_MILLISECONDS)
  const appliedMs = Date.now()
  const rate = (untilMs: number) => Math.round((people * 1000) / (untilMs - tally.firstMs))
  return { sent: rate(outMs), received: rate(tally.lastReceiptMs), applied: rate(appliedMs) }
}
