import { once } from 'node:events'

import { closeDatabase } from '#db/client.ts'
import { keepCampaigns } from '#lib/campaigns/keep.ts'
import { readBounceCertificate } from '#lib/providers/smtp/bounce-certificate.ts'
import { startBoss } from '#lib/queue/boss.ts'
import { env, orExit, required } from '#lib/runtime/env.ts'
import { log } from '#lib/runtime/log.ts'
import { begin } from '#worker/begin.ts'
import type { Handler } from '#worker/handle.ts'
import { auditHandlers } from '#worker/handlers/audit.ts'
import { batchHandlers } from '#worker/handlers/batches.ts'
import { bounceHandlers } from '#worker/handlers/bounces.ts'
import { campaignHandlers } from '#worker/handlers/campaigns.ts'
import { deliveryHandlers } from '#worker/handlers/deliveries.ts'
import { importHandlers } from '#worker/handlers/imports.ts'
import { inboundHandlers } from '#worker/handlers/inbound.ts'
import { ledgerHandlers } from '#worker/handlers/ledger.ts'
import { letterHandlers } from '#worker/handlers/letters.ts'
import { lookUpHandlers } from '#worker/handlers/look-ups.ts'
import { partitionHandlers } from '#worker/handlers/partitions.ts'
import { plannerHandlers } from '#worker/handlers/planner.ts'
import { privacyHandlers } from '#worker/handlers/privacy.ts'
import { receiptHandlers } from '#worker/handlers/receipts.ts'
import { replyHandlers } from '#worker/handlers/replies.ts'
import { loopsEnded } from '#worker/loop.ts'
import { scheduleAll } from '#worker/schedule.ts'

// One of any number of workers on the same database. Asked to stop, it finishes what it has in hand and takes nothing new.

const STOP_MILLISECONDS = 25_000

const handlers: Handler[] = [
  ...partitionHandlers,
  ...receiptHandlers,
  ...replyHandlers,
  ...inboundHandlers,
  ...bounceHandlers,
  ...batchHandlers,
  ...deliveryHandlers,
  ...lookUpHandlers,
  ...campaignHandlers,
  ...importHandlers,
  ...plannerHandlers,
  ...ledgerHandlers,
  ...letterHandlers,
  ...auditHandlers,
  ...privacyHandlers,
]

const stop = new AbortController()
for (const signal of ['SIGTERM', 'SIGINT', 'disconnect']) process.on(signal, () => stop.abort())
process.on('uncaughtException', (error) => {
  log.error('the worker ends on an error that nothing caught', error)
  process.exit(1)
})

required('DATABASE_URL')
required('SECRET')
orExit(() => readBounceCertificate(env()))

const boss = await begin(async () => {
  // Before any lane opens: a worker that was off at closing time must not send until the minute's tick.
  await keepCampaigns({ now: new Date() })
  return startBoss()
}, stop.signal).catch((error) => {
  if (stop.signal.aborted) process.exit(0)
  log.error('the worker ends: the database does not answer, or not as it should', error)
  process.exit(1)
})
for (const handler of handlers) await handler(boss, stop.signal)
await scheduleAll(boss)
log.info('the worker is ready')

if (!stop.signal.aborted) await once(stop.signal, 'abort')
// Together, so that what `npm start` allows before it kills is enough for both.
await Promise.all([boss.stop({ graceful: true, timeout: STOP_MILLISECONDS }), loopsEnded(STOP_MILLISECONDS)])
await closeDatabase()
log.info('the worker has stopped')
process.exit(0) // the channel to `npm start` would keep it alive
