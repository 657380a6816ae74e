import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { applyReceipts } from '#lib/deliveries/apply-receipts.ts'
import { handOverBatches } from '#lib/deliveries/hand-over.ts'
import { smsLine } from '#lib/deliveries/line.ts'
import { sendSandboxReceipts } from '#lib/deliveries/send-sandbox-receipts.ts'
import { createSandbox } from '#lib/providers/sandbox.ts'
import { aChain, jobsFor, testDatabase } from '#tests/database.ts'
import { booksFromDeliveries, booksOf, doubledInSandbox, plannedTexts, statusesOf } from '#tests/planned-texts.ts'

testDatabase()

const EUROS = 1000
const TOPPED_UP_MICRO = EUROS * 1_000_000

const neverStopping = new AbortController().signal

test('a campaign of 2,300 texts goes out on the sandbox, each once, and its receipts come back', async () => {
  const ctx = await aChain({ euros: EUROS })
  const send = await plannedTexts(ctx, { texts: 2300 })

  const result = await handOverBatches({
    line: smsLine(createSandbox('sms')),
    windowSize: 100,
    stopping: neverStopping,
  })

  expect(result).toEqual({ sent: 2300, idle: true, troubled: false })
  expect(await statusesOf(send)).toEqual({ accepted: 2300 })
  expect(await doubledInSandbox(ctx.chainId)).toBe(0)
  expect(await booksOf(ctx.chainId)).toEqual(await booksFromDeliveries(ctx.chainId, TOPPED_UP_MICRO))
  expect(await jobsFor('campaign.finish')).toEqual([{ chainId: ctx.chainId, campaignId: send.campaignId }])

  await db().execute(sql`update sandbox_receipts set due_at = now()`)
  while ((await sendSandboxReceipts()) > 0) while ((await applyReceipts()) > 0);
  const statuses = await statusesOf(send)
  expect(Object.keys(statuses)).toEqual(['delivered', 'expired', 'undelivered'])
  expect(statuses.delivered).toBeGreaterThan(2300 * 0.94)
  expect(await booksOf(ctx.chainId)).toEqual(await booksFromDeliveries(ctx.chainId, TOPPED_UP_MICRO))
})
