import { setTimeout as pause } from 'node:timers/promises'
import type { Sql } from 'postgres'

import { migrate } from '#db/migrate.ts'
import type { Bench } from '#scripts/bench/bench.ts'
import { byHand, SECRET, workOn } from '#scripts/bench/databases.ts'
import type { Entry } from '#scripts/bench/entry.ts'
import { entryOf } from '#scripts/bench/entry.ts'
import { aChainOf } from '#scripts/bench/sending/people.ts'
import { sendToEverybody, statusesOf, whenOut } from '#scripts/bench/sending/send-to-everybody.ts'
import { startWorker } from '#scripts/bench/sending/worker.ts'

/** Of minutes; to look more often would take its share of the machine. */
const LOOK_MILLISECONDS = 250

/**
 * A campaign to as many people as the bench has patients, through one worker to the sandbox, once: from Send until the last text is
 * accepted, and until the last receipt is applied; and the most memory that the worker ever had.
 */
export async function run({ databases, settings, tell }: Bench): Promise<Entry[]> {
  const database = await databases.empty('campaign', async (url) => void (await migrate(url)))
  await workOn(database.url)
  tell(`Making ${settings.patients.toLocaleString('en')} people …`)
  const ctx = await aChainOf(database.url, settings.patients)
  const worker = await startWorker({ DATABASE_URL: database.url, SECRET })
  let stopped: Promise<number> | undefined
  try {
    const { acceptedMs, appliedMs } = await byHand(database.url, async (sql) => {
      await sql`checkpoint`
      const { campaignId, people, sentAtMs } = await sendToEverybody(ctx, 'sms')
      const since = (ms: number) => ms - sentAtMs
      void sayWhen(sql, campaignId, (what) =>
        tell(`   campaign-1m: ${what} after ${Math.round(since(Date.now()) / 1000)} s`),
      )
      const acceptedMs = since(await whenOut(sql, campaignId, LOOK_MILLISECONDS))
      tell(`   campaign-1m: the last of ${people} accepted after ${Math.round(acceptedMs / 1000)} s`)
      const appliedMs = since(await whenReported(sql, campaignId, people))
      return { acceptedMs, appliedMs }
    })
    stopped = worker.stop()
    return [
      entryOf({ name: 'campaign-1m', ours: acceptedMs / 1000, unit: 's to the last accepted', goal: { atMost: 60 } }),
      entryOf({
        name: 'campaign-1m-receipts',
        ours: appliedMs / 1000,
        unit: 's to the last receipt',
        goal: { atMost: 150 },
      }),
      entryOf({ name: 'campaign-1m-memory', ours: await stopped, unit: 'MB', goal: { atMost: 400 } }),
    ]
  } finally {
    await (stopped ?? worker.stop())
    await database.drop()
  }
}

/** Tells when the recipients are written down and the first text may leave. */
async function sayWhen(sql: Sql, campaignId: string, say: (what: string) => void): Promise<void> {
  for (;;) {
    const [row] = await sql<{ status: string }[]>`select status from campaigns where id = ${campaignId}`
    if (row?.status !== 'preparing') return say('all written down')
    await pause(LOOK_MILLISECONDS)
  }
}

/** Resolves, with the instant, when no text of the campaign waits for its receipt any more. */
async function whenReported(sql: Sql, campaignId: string, people: number): Promise<number> {
  for (;;) {
    const { delivered = 0, undelivered = 0, expired = 0 } = await statusesOf(sql, campaignId)
    if (delivered + undelivered + expired === people) return Date.now()
    await pause(LOOK_MILLISECONDS)
  }
}
