import { sql } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { campaignProgress } from '#lib/campaigns/progress.ts'
import { addAccount } from '#lib/routing/add-account.ts'
import { setRate } from '#lib/routing/set-rate.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, testDatabase } from '#tests/database.ts'
import { plannedTexts } from '#tests/planned-texts.ts'

testDatabase()

afterEach(() => db().execute(sql`delete from provider_accounts`))

const NOW = new Date('2026-11-23T10:00:00Z')

async function endsAfterSeconds(ctx: Awaited<ReturnType<typeof aChain>>, campaignId: string) {
  const progress = await inChain(ctx, (tx) => campaignProgress(tx, ctx, campaignId))
  return progress?.endsAt ? (progress.endsAt.getTime() - NOW.getTime()) / 1000 : null
}

test('before a send has moved its end is known from the rate of the provider that carries it', async () => {
  const ctx = await aChain({ euros: 100, now: NOW })
  const { campaignId } = await plannedTexts(ctx, { texts: 40, segments: 2 })
  await addAccount({ name: 'first', address: 'sandbox', channel: 'sms' })
  expect(await endsAfterSeconds(ctx, campaignId)).toBeNull()

  await setRate('first', { ratePerSecond: 4 })
  await db().execute(sql`update provider_accounts set share = 100`)
  expect(await endsAfterSeconds(ctx, campaignId)).toBe(20)

  await db().execute(sql`update provider_accounts set share = 80`)
  expect(await endsAfterSeconds(ctx, campaignId)).toBe(16)

  await db().execute(sql`update campaigns set status = 'paused' where id = ${campaignId}`)
  expect(await endsAfterSeconds(ctx, campaignId)).toBeNull()
})
