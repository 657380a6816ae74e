import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { findAccount } from '#db/queries/billing.ts'
import { listLedgerDifferences } from '#db/queries/ledger-proof.ts'
import { proveMoney } from '#lib/billing/prove.ts'
import { reverseMoney } from '#lib/billing/reverse.ts'
import { topUp } from '#lib/billing/top-up.ts'
import { materialiseCampaign } from '#lib/campaigns/materialise.ts'
import { sendCampaign } from '#lib/campaigns/send.ts'
import { applyReceipts } from '#lib/deliveries/apply-receipts.ts'
import { handOverBatches } from '#lib/deliveries/hand-over.ts'
import { smsLine } from '#lib/deliveries/line.ts'
import { recordReceipts } from '#lib/deliveries/record-receipt.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { asOperator, asWorker, inChain } from '#lib/runtime/transaction.ts'
import { aDraft, agreeing } from '#tests/campaigns.ts'
import { aChain, aClinic, aPatient, testDatabase } from '#tests/database.ts'
import { booksFromDeliveries, booksOf, PRICE_MICRO, plannedTexts } from '#tests/planned-texts.ts'
import { scriptedProvider } from '#tests/scripted-provider.ts'

testDatabase()

type Reported = 'accepted' | 'undelivered' | 'expired' | 'delivered'

/** Texts that were accepted, free if they do not arrive; the reference of each. */
async function sentTexts(texts: number, euros = 10): Promise<{ ctx: Ctx; refs: string[] }> {
  const ctx = await aChain({ euros })
  const send = await plannedTexts(ctx, { texts })
  await db().execute(sql`update deliveries set free_if_undelivered = true where campaign_id = ${send.campaignId}`)
  const refs: string[] = []
  const accept = () => {
    const ref = randomUUID()
    refs.push(ref)
    return { outcome: 'accepted' as const, refs: [ref] }
  }
  const line = smsLine(scriptedProvider(accept))
  await handOverBatches({ line, windowSize: 50, stopping: new AbortController().signal })
  return { ctx, refs }
}

async function report(ref: string, status: Reported): Promise<void> {
  await asWorker((tx) => recordReceipts(tx, 'scripted', [{ ref, status, detail: '', raw: '' }]))
  while ((await applyReceipts()) > 0);
}

const accountOf = ({ chainId }: Ctx) => inChain(chainCtx(chainId), (tx) => findAccount(tx, chainId))

async function differencesOf({ chainId }: Ctx) {
  const { id } = await proveMoney()
  return (await asOperator((tx) => listLedgerDifferences(tx, id, 100))).filter((one) => one.chainId === chainId)
}

test.each(['undelivered', 'expired'] as const)('a text that ends as %s gives its price back, once', async (status) => {
  const { ctx, refs } = await sentTexts(1)
  await report(refs[0] ?? '', status)
  await report(refs[0] ?? '', status)
  expect(await accountOf(ctx)).toMatchObject({ availableMicro: 10_000_000, heldMicro: 0, spentMicro: 0 })
  expect(await booksOf(ctx.chainId)).toEqual(await booksFromDeliveries(ctx.chainId, 10_000_000))
  expect(await differencesOf(ctx)).toEqual([])
})

test('one that arrives after all is paid for again, once; what the balance does not reach for is owed', async () => {
  const { ctx, refs } = await sentTexts(1)
  await report(refs[0] ?? '', 'undelivered')
  const taken = { chainId: ctx.chainId, amountMicro: 10_000_000, factKey: 'recalled', note: null, staffId: null }
  await asWorker((tx) => reverseMoney(tx, taken))
  await report(refs[0] ?? '', 'delivered')
  await report(refs[0] ?? '', 'undelivered')
  expect(await accountOf(ctx)).toMatchObject({ availableMicro: 0, spentMicro: PRICE_MICRO, owedMicro: PRICE_MICRO })
  expect(await differencesOf(ctx)).toEqual([])
})

test('the promise is that of the price at which a text was written; a later price changes nothing of it', async () => {
  const now = new Date('2026-12-02T10:00:00Z')
  const ctx = await aChain({ euros: 10, now, location: 'XU' })
  await db().execute(sql`
    insert into tariffs (location, channel, country, price_micro, charges_undelivered, valid_from)
    values ('XU', 'sms', 'EE', 45000, false, '2026-01-01'), ('XU', 'sms', 'FI', 68000, true, '2026-01-01'), ('XU', 'sms', 'EE', 50000, true, '2026-12-03')`)
  const clinic = await aClinic(ctx)
  await aPatient(ctx, clinic)
  await aPatient(ctx, clinic, {
    phone: '+358401234567',
    phoneTyped: '+358401234567',
    phoneKind: 'mobile',
    phoneCountry: 'FI',
  })
  const { campaignId } = await aDraft(ctx, { purpose: 'notice' })
  await sendCampaign(ctx, await agreeing(ctx, campaignId))
  await materialiseCampaign(ctx, { campaignId })
  const frozen = await db().execute(sql`
    select country, price_micro as price, free_if_undelivered as free from deliveries where campaign_id = ${campaignId} order by country`)
  expect(frozen).toEqual([
    { country: 'EE', price: 45_000, free: true },
    { country: 'FI', price: 68_000, free: false },
  ])
})

test('in whatever order reports, payments and their recalls come, no cent is lost or made', async () => {
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('report' as const),
      text: fc.nat(5),
      status: fc.constantFrom<Reported>('accepted', 'undelivered', 'expired', 'delivered'),
    }),
    fc.record({
      kind: fc.constantFrom('top up' as const, 'reversal' as const),
      amountMicro: fc.integer({ min: 1, max: 400_000 }),
    }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
      const { ctx, refs } = await sentTexts(6, 1)
      await Promise.allSettled(
        steps.map(async (one, at) => {
          if (one.kind === 'report') return report(refs[one.text] ?? '', one.status)
          const fact = { amountMicro: one.amountMicro, factKey: `${one.kind} ${at}` }
          if (one.kind === 'top up') return topUp(ctx, fact)
          return asWorker((tx) => reverseMoney(tx, { chainId: ctx.chainId, ...fact, note: null, staffId: null }))
        }),
      )
      while ((await applyReceipts()) > 0);
      expect(await differencesOf(ctx)).toEqual([])
      const { availableMicro, heldMicro, spentMicro, toppedUpMicro, owedMicro } = await accountOf(ctx)
      expect(availableMicro + heldMicro + spentMicro).toBe(toppedUpMicro + owedMicro)
      const [paid] = await db().execute(sql`
        select (count(*) filter (where status in ('accepted', 'delivered')) * ${PRICE_MICRO}::bigint)::bigint as micro
        from deliveries where chain_id = ${ctx.chainId}`)
      expect(spentMicro).toBe(paid?.micro)
    }),
    { numRuns: 6 },
  )
}, 60_000)
