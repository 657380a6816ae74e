import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { applyReceipts } from '#lib/deliveries/apply-receipts.ts'
import { handOverBatches } from '#lib/deliveries/hand-over.ts'
import { emailLine, smsLine } from '#lib/deliveries/line.ts'
import { sendSandboxReceipts } from '#lib/deliveries/send-sandbox-receipts.ts'
import type { SmsProvider } from '#lib/providers/provider.ts'
import { createSandbox } from '#lib/providers/sandbox.ts'
import { aChain, jobsFor, testDatabase } from '#tests/database.ts'
import type { PlannedTexts } from '#tests/planned-texts.ts'
import {
  booksFromDeliveries,
  booksOf,
  doubledInSandbox,
  PRICE_MICRO,
  plannedTexts,
  statusesOf,
} from '#tests/planned-texts.ts'
import { accepted, gate, scriptedProvider } from '#tests/scripted-provider.ts'

testDatabase()

const EUROS = 1000
const TOPPED_UP_MICRO = EUROS * 1_000_000
const NEVER = new AbortController().signal

// A lane takes whatever is due in its database, so each test leaves nothing due behind.
const handOver = (provider: SmsProvider, { windowSize = 10, leaseSeconds = 60, stopping = NEVER } = {}) =>
  handOverBatches({ line: smsLine(provider), windowSize, leaseSeconds, stopping })

const aSend = async (options: Parameters<typeof plannedTexts>[1]) =>
  plannedTexts(await aChain({ euros: EUROS }), options)

async function expectBooksToBalance({ chainId }: PlannedTexts) {
  expect(await booksOf(chainId)).toEqual(await booksFromDeliveries(chainId, TOPPED_UP_MICRO))
}

describe('a campaign goes out', () => {
  test('on the sandbox: 2,300 texts, each once, and their receipts come back', async () => {
    const send = await aSend({ texts: 2300 })

    const result = await handOver(createSandbox('sms'), { windowSize: 100 })

    expect(result).toEqual({ sent: 2300, idle: true, troubled: false })
    expect(await statusesOf(send)).toEqual({ accepted: 2300 })
    expect(await doubledInSandbox(send.chainId)).toBe(0)
    await expectBooksToBalance(send)
    const { chainId, campaignId } = send
    expect(await jobsFor('campaign.finish')).toContainEqual({ chainId, campaignId })

    await db().execute(sql`update sandbox_receipts set due_at = now()`)
    while ((await sendSandboxReceipts()) > 0) while ((await applyReceipts()) > 0);
    const statuses = await statusesOf(send)
    expect(Object.keys(statuses)).toEqual(['delivered', 'expired', 'undelivered'])
    expect(statuses.delivered).toBeGreaterThan(2300 * 0.94)
    await expectBooksToBalance(send)
  })

  test('by e-mail, with its refusal in the text and as one click', async () => {
    const send = await aSend({ texts: 3, channel: 'email', purpose: 'offer', body: 'Tere, {first_name}!' })
    await db().execute(
      sql`update deliveries set params = array['Mari', 'Abc123'] where campaign_id = ${send.campaignId}`,
    )
    const letters: unknown[] = []
    const keepLetter = async (letter: unknown) => {
      letters.push(letter)
      return accepted()
    }
    const { sendMany: _, ...sandbox } = createSandbox('email')
    const provider = { ...sandbox, send: keepLetter }
    await handOverBatches({ line: emailLine(provider), windowSize: 10, stopping: NEVER })
    expect(letters).toHaveLength(3)
    expect(letters[0]).toMatchObject({
      to: expect.stringMatching(/^mari\d@example\.ee$/),
      subject: 'Kutse',
      text: 'Tere, Mari!\n\nLoobu pakkumistest: http://localhost:3000/o/Abc123',
      html: expect.stringContaining('http://localhost:3000/o/Abc123'),
      oneClickUrl: 'http://localhost:3000/o/Abc123/one-click',
      language: 'et',
    })
    await expectBooksToBalance(send)
  })

  test('in the order of priority, whatever was planned first', async () => {
    const bulk = await aSend({ texts: 5, priority: 5 })
    const reminders = await aSend({ texts: 5, priority: 1 })
    const provider = scriptedProvider()
    await handOver(provider)
    const chains = await chainsOf(provider.sent.map(({ deliveryId }) => deliveryId))
    expect(chains).toEqual([...Array(5).fill(reminders.chainId), ...Array(5).fill(bulk.chainId)])
  })

  test('by two workers side by side, each text once', async () => {
    const send = await aSend({ texts: 400, batchSize: 20 })
    const providers = [scriptedProvider(soon), scriptedProvider(soon)]
    await Promise.all(providers.map((provider) => handOver(provider)))
    const sent = providers.flatMap((provider) => provider.sent.map(({ deliveryId }) => deliveryId))
    expect(new Set(sent).size).toBe(400)
    expect(sent).toHaveLength(400)
    expect(providers.every((provider) => provider.sent.length > 0)).toBe(true)
    await expectBooksToBalance(send)
  })
})

describe('before the first byte', () => {
  test('the intent is committed, and never of more than two windows', async () => {
    await aSend({ texts: 100, batchSize: 40 })
    const seen: { own: string; submitting: number }[] = []
    const provider = scriptedProvider(async ({ deliveryId }) => {
      const [row] = await db().execute<{ own: string; submitting: number }>(sql`
        select (select status from deliveries where id = ${deliveryId}) as own, count(*) as submitting from deliveries where status = 'submitting'`)
      if (row) seen.push(row)
      return accepted()
    })
    await handOver(provider, { windowSize: 10 })
    expect(new Set(seen.map(({ own }) => own))).toEqual(new Set(['submitting']))
    expect(Math.max(...seen.map(({ submitting }) => submitting))).toBeLessThanOrEqual(20)
    // The window after the one on the wire was written ahead of time.
    expect(Math.max(...seen.map(({ submitting }) => submitting))).toBeGreaterThan(10)
  })

  test('and while the provider thinks, no transaction is open', async () => {
    await aSend({ texts: 10 })
    const thinking = gate()
    const handedOver = gate()
    const provider = scriptedProvider(async () => {
      if (provider.sent.length === 10) handedOver.open()
      await thinking.opened
      return accepted()
    })
    const done = handOver(provider)
    await handedOver.opened
    await expect.poll(openTransactions).toBe(0)
    thinking.open()
    await done
  })
})

describe("the provider's four answers", () => {
  test('accepted costs, rejected is given back, unknown stays held', async () => {
    const send = await aSend({ texts: 30 })
    const provider = scriptedProvider((_sms, place) => {
      if (place % 3 === 0) return accepted()
      if (place % 3 === 1) return { outcome: 'rejected', reason: 'bad_number', detail: '11' }
      return { outcome: 'unknown', detail: 'the connection was lost' }
    })
    await handOver(provider)
    expect(await statusesOf(send)).toEqual({ accepted: 10, rejected: 10, unknown: 10 })
    expect((await booksOf(send.chainId)).account).toEqual({
      availableMicro: TOPPED_UP_MICRO - 20 * PRICE_MICRO,
      heldMicro: 10 * PRICE_MICRO,
      spentMicro: 10 * PRICE_MICRO,
      toppedUpMicro: TOPPED_UP_MICRO,
      owedMicro: 0,
    })
    await expectBooksToBalance(send)
    const issues = await db().execute(sql`
      select status, count(*) as texts from delivery_issues where campaign_id = ${send.campaignId} group by status order by status`)
    expect(issues).toMatchObject([
      { status: 'rejected', texts: 10 },
      { status: 'unknown', texts: 10 },
    ])
  })

  test('what surely did not go out is planned again and goes later under the same reference, each text accepted once', async () => {
    const send = await aSend({ texts: 40, batchSize: 40 })
    const refused = scriptedProvider((_sms, place) =>
      place < 12 ? accepted() : { outcome: 'not_sent', detail: 'throttled' },
    )
    expect(await handOver(refused)).toMatchObject({ troubled: true })
    expect(await statusesOf(send)).toEqual({ accepted: 12, planned: 28 })
    await expectBooksToBalance(send)

    const tooEarly = scriptedProvider()
    await handOver(tooEarly)
    expect(tooEarly.sent).toEqual([])

    await db().execute(sql`update batches set not_before = now() where campaign_id = ${send.campaignId}`)
    const takes = scriptedProvider()
    await handOver(takes)
    expect(await statusesOf(send)).toEqual({ accepted: 40 })
    const refsOf = (provider: typeof takes) => provider.sent.map(({ clientRef }) => clientRef)
    expect(new Set([...refsOf(refused).slice(0, 12), ...refsOf(takes)]).size).toBe(40)
    expect(refsOf(takes)).toEqual(expect.arrayContaining(refsOf(refused).slice(12)))
    await expectBooksToBalance(send)
  })

  test('a provider that throws leaves its text in doubt', async () => {
    const send = await aSend({ texts: 2 })
    await handOver(
      scriptedProvider(() => {
        throw new Error('a bug')
      }),
    )
    expect(await statusesOf(send)).toEqual({ unknown: 2 })
  })
})

async function soon() {
  await pause(1)
  return accepted()
}

async function openTransactions(): Promise<number> {
  const [row] = await db().execute<{ open: number }>(sql`
    select count(*) as open from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`)
  return row?.open ?? -1
}

async function chainsOf(deliveryIds: string[]): Promise<string[]> {
  const rows = await db().execute<{ id: string; chain_id: string }>(sql`select id, chain_id from deliveries`)
  const chains = new Map(rows.map(({ id, chain_id }) => [id, chain_id]))
  return deliveryIds.map((id) => chains.get(id) ?? '')
}
