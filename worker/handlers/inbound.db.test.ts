import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { clientRefOf } from '#lib/core/client-ref.ts'
import { applyReceipts } from '#lib/deliveries/apply-receipts.ts'
import { handOverBatches } from '#lib/deliveries/hand-over.ts'
import { smsLine } from '#lib/deliveries/line.ts'
import { createReceiptIntake } from '#lib/deliveries/receipt-intake.ts'
import { hooksOf } from '#lib/providers/hooks-of.ts'
import type { ProviderSeat, SmsProvider } from '#lib/providers/provider.ts'
import { openSmsProvider } from '#lib/providers/registry.ts'
import type { SmsTransport } from '#lib/providers/transport.ts'
import { parseTransport } from '#lib/providers/transport.ts'
import { createReplyIntake } from '#lib/replies/intake.ts'
import { aChain, testDatabase } from '#tests/database.ts'
import type { Kannel } from '#tests/kannel-fake.ts'
import { startKannel } from '#tests/kannel-fake.ts'
import type { Messente } from '#tests/messente-fake.ts'
import { startMessente } from '#tests/messente-fake.ts'
import type { PlannedTexts } from '#tests/planned-texts.ts'
import { booksFromDeliveries, booksOf, plannedTexts, statusesOf } from '#tests/planned-texts.ts'
import type { InboundAccount } from '#worker/inbound.ts'
import { createInboundServer } from '#worker/inbound.ts'

// From the engine to a fake of the provider at the wire and back over the listener, as in production.

testDatabase()

const EUROS = 100
const TOPPED_UP_MICRO = EUROS * 1_000_000
const reactions = { lost: false }
let messente: Messente
let kannel: Kannel
const providers: Record<string, SmsProvider> = {}
const server = createInboundServer({ accountOf: (name) => accounts[name], trustedProxies: [] })
const accounts: Record<string, InboundAccount> = {}

beforeAll(async () => {
  messente = await startMessente({
    react: () => (reactions.lost ? { hangUp: true, taken: true } : undefined),
  })
  kannel = await startKannel({ react: () => (reactions.lost ? { hangUp: true, taken: true } : undefined) })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await open(
    'messente',
    `messente://clinic:hush@127.0.0.1:${messente.port}?hook-secret=of-replies&hook-url=http://127.0.0.1:${port}`,
  )
  await open(
    'kannel',
    `kannel://clinic:hush@127.0.0.1:${kannel.port}?hook-secret=of-hooks&hook-url=http://127.0.0.1:${port}`,
  )
})

afterAll(async () => {
  for (const provider of Object.values(providers)) await provider.close()
  await messente.stop()
  await kannel.stop()
  server.closeAllConnections()
  server.close()
})

async function open(name: string, address: string) {
  const transport = parseTransport(address) as SmsTransport
  const seat: ProviderSeat = {
    name,
    onReceipt: createReceiptIntake(name, () => {}),
    onReply: createReplyIntake(name, () => {}),
  }
  providers[name] = await openSmsProvider(transport, seat)
  const hooks = hooksOf(transport.kind)
  if (!hooks) throw new Error('no hooks')
  accounts[name] = { hooks, transport, onReceipt: seat.onReceipt, onReply: seat.onReply }
}

async function sent(name: string, texts = 3): Promise<PlannedTexts> {
  const ctx = await aChain({ euros: EUROS })
  const send = await plannedTexts(ctx, { texts })
  const provider = providers[name]
  if (!provider) throw new Error('no provider')
  await handOverBatches({ line: smsLine(provider), windowSize: 10, stopping: new AbortController().signal })
  return send
}

const applyAll = async () => {
  await db().execute(sql`update receipts_to_apply set due_at = now()`)
  while ((await applyReceipts()) > 0);
}

const refsOf = async ({ chainId, campaignId }: PlannedTexts) => {
  const rows = await db().execute<{ id: string; month: string }>(sql`
    select id, month::text as month from deliveries where chain_id = ${chainId} and campaign_id = ${campaignId}`)
  return rows.map(({ id, month }) => clientRefOf({ chainId, month, deliveryId: id }))
}

const report = {
  async messente(refs: string[], status: string) {
    const texts = messente.texts.filter(({ dlrUrl }) => refs.some((ref) => dlrUrl.endsWith(ref)))
    for (const text of texts) {
      const answer = await fetch(text.dlrUrl, { method: 'POST', ...messente.receiptOf(text, status) })
      expect(answer.status).toBe(200)
    }
    return texts.length
  },
  async kannel(refs: string[], status: number) {
    const texts = kannel.texts.filter(({ dlrUrl }) => refs.some((ref) => dlrUrl.includes(ref)))
    for (const text of texts) expect((await fetch(kannel.receiptUrl(text, status))).status).toBe(200)
    return texts.length
  },
}

async function expectBooksToBalance({ chainId }: PlannedTexts) {
  expect(await booksOf(chainId)).toEqual(await booksFromDeliveries(chainId, TOPPED_UP_MICRO))
}

describe.each(['messente', 'kannel'] as const)('over %s', (name) => {
  const delivered = (refs: string[]) =>
    name === 'messente' ? report.messente(refs, 'DELIVRD') : report.kannel(refs, 1)

  test('texts go out, and their receipts come in', async () => {
    const send = await sent(name)
    expect(await statusesOf(send)).toEqual({ accepted: 3 })
    expect(await delivered(await refsOf(send))).toBe(3)
    await applyAll()
    expect(await statusesOf(send)).toEqual({ delivered: 3 })
    await expectBooksToBalance(send)
  })

  test('a text whose answer was lost is found by its receipt', async () => {
    const send = await sentWithLostAnswers(name)
    expect(await statusesOf(send)).toEqual({ unknown: 3 })
    expect(await delivered(await refsOf(send))).toBe(3)
    await applyAll()
    await applyAll()
    expect(await statusesOf(send)).toEqual({ delivered: 3 })
    await expectBooksToBalance(send)
  })

  test('forged receipts change nothing and are not even kept', async () => {
    const send = await sent(name, 1)
    const [ref = ''] = await refsOf(send)
    const kept = async () => (await db().execute(sql`select from receipts`)).length
    const before = await kept()
    const { port } = server.address() as { port: number }
    const base = `http://127.0.0.1:${port}/hooks/${name}/receipt/${ref}`
    const body = JSON.stringify({ status: 'DELIVRD', message_id: messente.texts.at(-1)?.id ?? 'x', err: 0 })
    const attempts = [
      fetch(`${base}?status=1&key=AAAAAAAAAAAAAAAAAAAAAA`),
      fetch(`${base}?status=1`),
      fetch(base, { method: 'POST', body }),
      fetch(base, { method: 'POST', body, headers: { 'x-messente-signature': '0'.repeat(64) } }),
    ]
    for (const { status } of await Promise.all(attempts)) expect([401, 405]).toContain(status)
    await applyAll()
    expect(await kept()).toBe(before)
    expect(await statusesOf(send)).toEqual({ accepted: 1 })
  })

  test('an authentic receipt of a text that is none of ours waits, and goes after three days', async () => {
    const kind = providers[name]
    if (!kind) throw new Error('no provider')
    await createReceiptIntake(name, () => {})({
      ref: `stranger-${name}`,
      status: 'delivered',
      detail: '',
      raw: '',
      clientRef: 'nonsense',
    })
    await applyAll()
    const waiting = async () =>
      (await db().execute(sql`select from receipts where provider = ${name} and ref = ${`stranger-${name}`}`)).length
    expect(await waiting()).toBe(1)
    await db().execute(
      sql`update receipts set received_at = now() - interval '73 hours' where ref = ${`stranger-${name}`}`,
    )
    await applyAll()
    expect(await waiting()).toBe(0)
  })
})

/** The fake takes the texts, and the connection breaks before it has said so. */
async function sentWithLostAnswers(name: 'messente' | 'kannel') {
  reactions.lost = true
  const send = await sent(name)
  reactions.lost = false
  return send
}
