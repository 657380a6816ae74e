import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { findAccount } from '#db/queries/billing.ts'
import { listCardEventsToLook } from '#db/queries/card-payments.ts'
import { findInvoice, findReferenceBase } from '#db/queries/invoices.ts'
import { listDecidedPayments } from '#db/queries/payments.ts'
import { referenceNumber } from '#lib/core/reference-number.ts'
import { beginCardPayment } from '#lib/payments/begin-card-payment.ts'
import { createInvoice } from '#lib/payments/create-invoice.ts'
import { importStatement } from '#lib/payments/import-statement.ts'
import { changeSeller } from '#lib/payments/save-seller.ts'
import { settleCardEventByHand } from '#lib/payments/settle-card-event.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { setEnv } from '#lib/runtime/env.ts'
import { asOperator, inChain } from '#lib/runtime/transaction.ts'
import { camt053 } from '#tests/camt053.ts'
import { aChain, aStaff, testDatabase } from '#tests/database.ts'
import type { StripeFake } from '#tests/stripe-fake.ts'
import { eventRequest, paidEvent, startStripeFake } from '#tests/stripe-fake.ts'
import { POST } from './route.ts'

testDatabase()

const EURO = 1_000_000
const SELLER = {
  ...{ name: 'Meelespea OÜ', registryCode: '12345678', vatNumber: 'EE101234567', address: 'Lai 1, Tallinn' },
  ...{ iban: 'EE382200221020145685', bank: 'Swedbank', email: 'arved@meelespea.example' },
}
const operator = () => ({ staffId: randomUUID(), now: new Date() })

let stripe: StripeFake
beforeAll(() => changeSeller(operator(), SELLER))
beforeEach(async () => {
  stripe = await startStripeFake()
  return () => stripe.stop()
})
afterAll(() => setEnv({ STRIPE_SECRET_KEY: '' }))

/** A chain manager who is asked for the card of an invoice over 100 € and its tax. */
async function aCheckout() {
  const ctx = await aStaff(await aChain(), 'chain_manager')
  const { invoiceId } = await createInvoice(ctx, { euros: 100 * EURO, locale: 'et' })
  const { url } = await beginCardPayment(ctx, { invoiceId })
  const checkoutId = stripe.asked.at(-1)?.form.get('client_reference_id') ?? ''
  return {
    ctx,
    invoiceId,
    url,
    paid: { id: url.split('/').at(-1), client_reference_id: checkoutId, amount_total: 12_400 },
  }
}

const tell = async (event: object) => (await POST(eventRequest(event))).status
const accountOf = (ctx: Ctx) => inChain(ctx, (tx) => findAccount(tx, ctx.chainId))
const invoiceOf = (ctx: Ctx, id: string) => inChain(ctx, (tx) => findInvoice(tx, ctx.chainId, id))
const toLook = async (id: string) =>
  (await asOperator((tx) => listCardEventsToLook(tx, 100))).find((one) => one.id === id)
const nothing = { availableMicro: 0, toppedUpMicro: 0 }

async function payByBank(ctx: Ctx, euros: string) {
  const base = await inChain(ctx, (tx) => findReferenceBase(tx, ctx.chainId))
  const text = camt053([{ euros, reference: referenceNumber(base ?? 0) }], { statementRef: randomUUID() })
  const pieces = (async function* () {
    yield new TextEncoder().encode(text)
  })()
  await importStatement(operator(), { fileName: 'väljavõte.xml', pieces })
}

describe('to pay by card', () => {
  test('asks the card service for the gross sum, once however often one clicks', async () => {
    const { ctx, invoiceId, url } = await aCheckout()
    const again = await Promise.all([1, 2, 3].map(() => beginCardPayment(ctx, { invoiceId })))
    expect(new Set([url, ...again.map((one) => one.url)]).size).toBe(1)
    expect(new Set(stripe.asked.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1)
    expect(Object.fromEntries(stripe.asked[0]?.form ?? [])).toMatchObject({
      mode: 'payment',
      'line_items[0][price_data][unit_amount]': '12400',
      'line_items[0][price_data][currency]': 'eur',
    })
    expect(await accountOf(ctx)).toMatchObject(nothing)
  })

  test('is refused when the card service does not answer, for a paid invoice, and for another chain’s', async () => {
    const { ctx, invoiceId } = await aCheckout()
    const other = await aStaff(await aChain(), 'chain_manager')
    await expect(beginCardPayment(other, { invoiceId })).rejects.toMatchObject({ code: 'not_found' })
    const open = await createInvoice(ctx, { euros: 10 * EURO, locale: 'et' })
    stripe.fail()
    await expect(beginCardPayment(ctx, open)).rejects.toMatchObject({ code: 'card_unavailable' })
    await payByBank(ctx, '124.00')
    await expect(beginCardPayment(ctx, { invoiceId })).rejects.toMatchObject({ code: 'invoice_paid' })
  })
})

describe('an event of the card service', () => {
  test('books the net part once, however often and however many at once it comes', async () => {
    const { ctx, invoiceId, paid } = await aCheckout()
    const event = paidEvent(paid)
    expect(await Promise.all([tell(event), tell(event), tell(paidEvent(paid)), tell(event)])).toEqual([
      200, 200, 200, 200,
    ])
    expect(await accountOf(ctx)).toMatchObject({ availableMicro: 100 * EURO, toppedUpMicro: 100 * EURO })
    expect(await invoiceOf(ctx, invoiceId)).toMatchObject({ paidMicro: 124 * EURO })
    expect(await toLook(event.id)).toBeUndefined()
  })

  test('that comes before we have heard the answer to our question finds its checkout', async () => {
    const { ctx, paid } = await aCheckout()
    await db().execute(
      sql`update card_checkouts set session_ref = null, url = null where id = ${paid.client_reference_id}`,
    )
    await tell(paidEvent(paid))
    expect(await accountOf(ctx)).toMatchObject({ availableMicro: 100 * EURO })
  })

  test('that money is only on its way books nothing; the one that it has come does', async () => {
    const { ctx, paid } = await aCheckout()
    await tell({ ...paidEvent({ ...paid, payment_status: 'unpaid' }) })
    expect(await accountOf(ctx)).toMatchObject(nothing)
    await tell({ ...paidEvent(paid), type: 'checkout.session.async_payment_succeeded' })
    expect(await accountOf(ctx)).toMatchObject({ availableMicro: 100 * EURO })
  })

  test.each([
    ['of another sum', { amount_total: 12_300 }, 'wrong_amount'],
    ['in another currency', { currency: 'usd' }, 'wrong_currency'],
    ['about a checkout that is not ours', { client_reference_id: randomUUID() }, 'unknown_checkout'],
    ['about another session of a checkout', { id: 'cs_other' }, 'unknown_checkout'],
    ['without a checkout', { client_reference_id: null }, 'unknown_checkout'],
  ])('%s books nothing and waits for a person', async (_why, change, reason) => {
    const { ctx, paid } = await aCheckout()
    const event = paidEvent({ ...paid, ...change })
    expect(await tell(event)).toBe(200)
    expect(await accountOf(ctx)).toMatchObject(nothing)
    expect(await toLook(event.id)).toMatchObject({ reason })
    await settleCardEventByHand(operator(), { eventId: event.id })
    expect(await toLook(event.id)).toBeUndefined()
    await expect(settleCardEventByHand(operator(), { eventId: event.id })).rejects.toMatchObject({
      code: 'entry_already_settled',
    })
  })

  test('that the card got its money back moves nothing by itself and waits for a person', async () => {
    const { ctx, paid } = await aCheckout()
    await tell(paidEvent(paid))
    const event = { id: `evt_${randomUUID()}`, object: 'event', type: 'charge.refunded' }
    await tell({ ...event, data: { object: { amount: 12_400, amount_refunded: 6_200, currency: 'eur' } } })
    expect(await toLook(event.id)).toMatchObject({ reason: 'refunded', amountMicro: 62 * EURO })
    expect(await accountOf(ctx)).toMatchObject({ availableMicro: 100 * EURO })
  })

  test.each(['bank first', 'card first'])(
    'of an invoice paid twice, %s, shows the surplus to the operator',
    async (order) => {
      const { ctx, invoiceId, paid } = await aCheckout()
      const event = paidEvent(paid)
      if (order === 'bank first') await payByBank(ctx, '124.00')
      await tell(event)
      if (order === 'card first') await payByBank(ctx, '124.00')
      expect(await accountOf(ctx)).toMatchObject({ availableMicro: 200 * EURO })
      expect(await invoiceOf(ctx, invoiceId)).toMatchObject({ paidMicro: 124 * EURO })
      const payments = await asOperator((tx) => listDecidedPayments(tx, { before: undefined, limit: 100 }))
      const surplus = payments.filter(({ chainId, surplusMicro }) => chainId === ctx.chainId && surplusMicro > 0)
      expect(surplus).toMatchObject([{ source: order === 'bank first' ? 'card' : 'bank', surplusMicro: 124 * EURO }])
      expect(await toLook(event.id)).toEqual(
        order === 'bank first' ? expect.objectContaining({ reason: 'paid_twice' }) : undefined,
      )
    },
  )
})

describe('what is not from the card service', () => {
  test.each([
    ['signed with another secret', (event: object) => eventRequest(event, { secret: 'whsec_forged' })],
    ['signed an hour ago', (event: object) => eventRequest(event, { secondsAgo: 3600 })],
    ['not signed', (event: object) => new Request('http://x/', { method: 'POST', body: JSON.stringify(event) })],
    [
      'changed after it was signed',
      (event: object) =>
        new Request(eventRequest(event), { method: 'POST', body: JSON.stringify({ ...event, id: 'evt_x' }) }),
    ],
  ])('%s is refused and changes nothing', async (_why, forge) => {
    const { ctx, paid } = await aCheckout()
    expect((await POST(forge(paidEvent(paid)))).status).toBe(400)
    expect(await accountOf(ctx)).toMatchObject(nothing)
    expect(
      await db().execute(sql`select from card_events where checkout_id = ${paid.client_reference_id}`),
    ).toHaveLength(0)
  })

  test('longer than any event is refused unread; without keys nobody is at home', async () => {
    expect((await POST(eventRequest({ padding: 'x'.repeat(70_000) }))).status).toBe(413)
    setEnv({ STRIPE_SECRET_KEY: '' })
    expect((await POST(eventRequest(paidEvent({})))).status).toBe(404)
  })
})
