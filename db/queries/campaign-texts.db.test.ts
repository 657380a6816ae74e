import { expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import type { CampaignTextCursor, CampaignTextFilter } from '#db/queries/campaign-texts.ts'
import { listCampaignTexts } from '#db/queries/campaign-texts.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, testDatabase } from '#tests/database.ts'
import type { PlannedTexts } from '#tests/planned-texts.ts'
import { plannedTexts } from '#tests/planned-texts.ts'

testDatabase()

const FAILED = ['undelivered', 'expired', 'rejected'] as const
const FATES = ['delivered', 'undelivered', 'expired', 'delivered', 'rejected', 'undelivered', 'unknown'] as const

/** Texts with fates by turns, each failure on the list of issues; one of them was delivered later and stays on that list. */
async function aSend(): Promise<{ ctx: Ctx; sent: PlannedTexts }> {
  const ctx = await aChain({ euros: 10 })
  const sent = await plannedTexts(ctx, { texts: 35 })
  const ids = await db().execute<{ id: string }>(
    sql`select id from deliveries where campaign_id = ${sent.campaignId} order by md5(id::text)`,
  )
  for (const [place, { id }] of ids.entries()) {
    const fate = FATES[place % FATES.length]
    await db().execute(sql`update deliveries set status = ${fate} where id = ${id} and month = ${sent.month}::date`)
    if (fate === 'delivered' && place > 0) continue
    await db().execute(sql`
      insert into delivery_issues (chain_id, status, delivery_id, month, campaign_id, at)
      values (${ctx.chainId}, ${place === 0 ? 'undelivered' : fate}, ${id}, ${sent.month}, ${sent.campaignId}, now())`)
  }
  return { ctx, sent }
}

async function walked(
  ctx: Ctx,
  { campaignId: id, month }: PlannedTexts,
  filter: CampaignTextFilter,
): Promise<string[]> {
  const limit = 4
  const seen: string[] = []
  for (let cursor: CampaignTextCursor | undefined; ; ) {
    const page = await inChain(ctx, (tx) => listCampaignTexts(tx, ctx, { id, month }, filter, { cursor, limit }))
    seen.push(...page.slice(0, limit).map((row) => row.id))
    const [last, attempt] = (page[limit - 1]?.cursor ?? '').split('.')
    if (page.length <= limit || !last) return seen
    cursor = { toward: 'after', id: last, attempt: Number(attempt) }
  }
}

test.each([
  ['failed', FAILED],
  ['undelivered', ['undelivered']],
  ['in doubt', ['unknown']],
] as const)(
  'the texts that %s are found page by page, each once, and none that arrived after all',
  async (_what, statuses) => {
    const { ctx, sent } = await aSend()
    const expected = await db().execute<{ id: string }>(sql`
    select id from deliveries where campaign_id = ${sent.campaignId} and status in ${[...statuses]} order by id`)
    expect(expected.length).toBeGreaterThan(4)
    expect(await walked(ctx, sent, { statuses })).toEqual(expected.map(({ id }) => id))
  },
)
