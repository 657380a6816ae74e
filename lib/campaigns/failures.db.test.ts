import { expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { campaignFailures } from '#lib/campaigns/failures.ts'
import { campaignProgress } from '#lib/campaigns/progress.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, testDatabase } from '#tests/database.ts'
import type { PlannedTexts } from '#tests/planned-texts.ts'
import { plannedTexts } from '#tests/planned-texts.ts'

testDatabase()

/** So many more of a campaign's texts do not arrive, for a reason; listed and counted as the engine does it. */
async function fail({ chainId, campaignId, month }: PlannedTexts, texts: number, reason: string): Promise<void> {
  await db().execute(sql`
    with failed as (
      update deliveries set status = 'rejected', reason = ${reason}, final_at = now()
      where chain_id = ${chainId} and month = ${month}::date and id in (
        select id from deliveries where chain_id = ${chainId} and campaign_id = ${campaignId} and status = 'planned' order by id limit ${texts})
      returning id
    )
    insert into delivery_issues (chain_id, status, delivery_id, month, campaign_id, at)
    select ${chainId}, 'rejected', id, ${month}::date, ${campaignId}, now() from failed`)
  await db().execute(sql`delete from campaign_counts where campaign_id = ${campaignId}`)
  await db().execute(sql`
    insert into campaign_counts (chain_id, campaign_id, language, status, texts, segments, cost_micro)
    select chain_id, campaign_id, language, status, count(*), sum(segments), 0 from deliveries where campaign_id = ${campaignId} group by 1, 2, 3, 4`)
}

const failuresSeenBy = (ctx: Ctx, { campaignId: id, month }: PlannedTexts) =>
  inChain(ctx, async (tx) => {
    const progress = await campaignProgress(tx, ctx, id)
    return campaignFailures(tx, ctx, { id, month }, progress?.counts ?? {})
  })

const rejected = (detail: string, texts: number) => ({ status: 'rejected', detail, texts })

test('reasons are told most frequent first, and anew as soon as another text has failed', async () => {
  const ctx = await aChain({ euros: 10 })
  const sent = await plannedTexts(ctx, { texts: 10 })
  await fail(sent, 1, 'rejected_by_provider')
  expect(await failuresSeenBy(ctx, sent)).toEqual([rejected('rejected_by_provider', 1)])
  await fail(sent, 3, 'bad_number')
  const seen = [rejected('bad_number', 3), rejected('rejected_by_provider', 1)]
  expect(await failuresSeenBy(ctx, sent)).toEqual(seen)
  expect(await failuresSeenBy(ctx, sent)).toEqual(seen)
})

test('who sees other clinics only is told of their failures, whatever somebody else was told before', async () => {
  const ctx = await aChain({ euros: 10 })
  const sent = await plannedTexts(ctx, { texts: 4 })
  await fail(sent, 2, 'bad_number')
  expect(await failuresSeenBy(ctx, sent)).toEqual([rejected('bad_number', 2)])
  expect(await failuresSeenBy({ ...ctx, clinicIds: [crypto.randomUUID()] }, sent)).toEqual([])
})
