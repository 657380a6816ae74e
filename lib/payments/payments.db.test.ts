import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { listEntriesToAssign } from '#db/queries/bank-entries.ts'
import { findAccount } from '#db/queries/billing.ts'
import { findInvoice, findReferenceBase } from '#db/queries/invoices.ts'
import { listDecidedPayments, listWaitingPayments } from '#db/queries/payments.ts'
import { proveMoney } from '#lib/billing/prove.ts'
import { referenceNumber } from '#lib/core/reference-number.ts'
import { assignEntry } from '#lib/payments/assign-entry.ts'
import { createInvoice } from '#lib/payments/create-invoice.ts'
import { decideAboutPayment } from '#lib/payments/decide.ts'
import { enterPayment } from '#lib/payments/enter-by-hand.ts'
import { importStatement } from '#lib/payments/import-statement.ts'
import { reversePayment } from '#lib/payments/reverse.ts'
import { changeSeller } from '#lib/payments/save-seller.ts'
import type { Ctx, OperatorCtx } from '#lib/runtime/context.ts'
import { asOperator, inChain } from '#lib/runtime/transaction.ts'
import type { CamtEntry } from '#tests/camt053.ts'
import { camt053 } from '#tests/camt053.ts'
import { aChain, testDatabase } from '#tests/database.ts'

testDatabase()

const NOW = new Date('2026-10-14T08:00:00Z')
const SELLER = {
  name: 'Meelespea OÜ',
  registryCode: '12345678',
  vatNumber: 'EE101234567',
  address: 'Lai 1, Tallinn',
  iban: 'EE382200221020145685',
  bank: 'Swedbank',
  email: 'arved@meelespea.example',
}
const EURO = 1_000_000

beforeAll(() => changeSeller(anOperator(), SELLER))

const anOperator = (): OperatorCtx => ({ staffId: randomUUID(), now: NOW })
const account = (ctx: Ctx) => inChain(ctx, (tx) => findAccount(tx, ctx.chainId))
const invoice = (ctx: Ctx, euros: number) => createInvoice(ctx, { euros: euros * EURO, locale: 'et' })
const stateOf = (ctx: Ctx, invoiceId: string) => inChain(ctx, (tx) => findInvoice(tx, ctx.chainId, invoiceId))
const referenceOf = async (ctx: Ctx) =>
  referenceNumber((await inChain(ctx, (tx) => findReferenceBase(tx, ctx.chainId))) ?? 0)

async function* pieces(text: string) {
  yield new TextEncoder().encode(text)
}
const importing = (entries: CamtEntry[], statementRef = randomUUID()) =>
  importStatement(anOperator(), { fileName: 'väljavõte.xml', pieces: pieces(camt053(entries, { statementRef })) })

describe('a statement of the bank', () => {
  test('credits the net part of what a chain paid on its invoice', async () => {
    const ctx = await aChain({ now: NOW })
    const { invoiceId } = await invoice(ctx, 100)
    const figures = await importing([{ euros: '124.00', reference: await referenceOf(ctx) }])
    expect(figures).toMatchObject({ entries: 1, booked: 1, toAssign: 0, repeated: 0 })
    expect(await account(ctx)).toMatchObject({ availableMicro: 100 * EURO, toppedUpMicro: 100 * EURO })
    expect(await stateOf(ctx, invoiceId)).toMatchObject({ grossMicro: 124 * EURO, paidMicro: 124 * EURO })
  })

  test('imported twice, also at once, books nothing twice', async () => {
    const ctx = await aChain({ now: NOW })
    const entries = [
      { euros: '12.40', reference: await referenceOf(ctx), entryRef: randomUUID() },
      { euros: '24.80', reference: await referenceOf(ctx), entryRef: randomUUID() },
    ]
    const all = await Promise.all([importing(entries), importing(entries), importing(entries)])
    expect(all.reduce((sum, { booked }) => sum + booked, 0)).toBe(2)
    expect(all.reduce((sum, { repeated }) => sum + repeated, 0)).toBe(4)
    expect(await account(ctx)).toMatchObject({ availableMicro: 30 * EURO })
  })

  test('with an invoice paid in parts and then once too often: its net to the cent, and the rest is ahead', async () => {
    const ctx = await aChain({ now: NOW })
    const { invoiceId } = await invoice(ctx, 33.33)
    const reference = await referenceOf(ctx)
    await importing([{ euros: '10.01', reference }])
    await importing([
      { euros: '31.32', reference },
      { euros: '41.33', reference },
    ])
    expect(await stateOf(ctx, invoiceId)).toMatchObject({ grossMicro: 41_330_000, paidMicro: 41_330_000 })
    expect(await account(ctx)).toMatchObject({ availableMicro: 66_660_000 })
  })

  test('without a known reference waits for somebody, and is booked by the first who says whose it is', async () => {
    const ctx = await aChain({ now: NOW })
    const entryRef = randomUUID()
    const figures = await importing([{ euros: '62.00', reference: '1234561', entryRef }])
    expect(figures).toMatchObject({ booked: 0, toAssign: 1 })
    const entry = (await asOperator((tx) => listEntriesToAssign(tx, 100))).find((one) => one.entryRef === entryRef)
    const assign = () => assignEntry(anOperator(), { entryId: entry?.id ?? '', chainId: ctx.chainId })
    const results = await Promise.allSettled([assign(), assign()])
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'entry_already_settled' },
    })
    expect(await account(ctx)).toMatchObject({ availableMicro: 50 * EURO })
  })

  test('with debits, dollars and what is only expected says so and books none of it', async () => {
    const ctx = await aChain({ now: NOW })
    const reference = await referenceOf(ctx)
    const figures = await importing([
      { euros: '12.40', reference, direction: 'DBIT' },
      { euros: '12.40', reference, currency: 'USD' },
      { euros: '12.40', reference, status: 'PDNG' },
      { euros: '12.40', reference, isReturn: true },
    ])
    expect(figures).toEqual({ entries: 4, booked: 0, toAssign: 0, skipped: 4, repeated: 0 })
    expect(await account(ctx)).toMatchObject({ availableMicro: 0 })
  })

  test('that breaks off in the middle books nothing of it', async () => {
    const ctx = await aChain({ now: NOW })
    const whole = camt053([{ euros: '12.40', reference: await referenceOf(ctx) }])
    const broken = importStatement(anOperator(), { fileName: 'a.xml', pieces: pieces(whole.slice(0, -40)) })
    await expect(broken).rejects.toMatchObject({ code: 'statement_unreadable' })
    expect(await account(ctx)).toMatchObject({ availableMicro: 0 })
  })
})

describe('a payment entered by hand', () => {
  const entered = async (ctx: Ctx, operator: OperatorCtx, euros = 124) =>
    (
      await enterPayment(operator, {
        chainId: ctx.chainId,
        source: 'hand',
        euros: euros * EURO,
        paidOn: '2026-10-13',
        note: 'sularaha',
      })
    ).paymentId

  test('counts only once another person has approved it', async () => {
    const ctx = await aChain({ now: NOW })
    const operator = anOperator()
    const paymentId = await entered(ctx, operator)
    await expect(decideAboutPayment(operator, { paymentId, approved: 'yes' })).rejects.toMatchObject({
      code: 'payment_own_decision',
    })
    expect(await account(ctx)).toMatchObject({ availableMicro: 0 })
    await decideAboutPayment(anOperator(), { paymentId, approved: 'yes' })
    expect(await account(ctx)).toMatchObject({ availableMicro: 100 * EURO })
  })

  test('is booked once when two approve and a third refuses at the same moment', async () => {
    const ctx = await aChain({ now: NOW })
    const paymentId = await entered(ctx, anOperator())
    const decisions = (['yes', 'yes', 'no'] as const).map((approved) =>
      decideAboutPayment(anOperator(), { paymentId, approved }),
    )
    const results = await Promise.allSettled(decisions)
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const isBooked = results[2]?.status === 'rejected'
    expect(await account(ctx)).toMatchObject({ availableMicro: isBooked ? 100 * EURO : 0 })
    expect((await asOperator((tx) => listWaitingPayments(tx, 100))).some(({ id }) => id === paymentId)).toBe(false)
  })

  test('below nothing is refused beside its sum: money goes back by taking the payment back, or by a correction', async () => {
    const ctx = await aChain({ now: NOW })
    await expect(entered(ctx, anOperator(), -124)).rejects.toMatchObject({ code: 'invalid', field: 'euros' })
    expect(
      (await asOperator((tx) => listWaitingPayments(tx, 100))).some(({ chainId }) => chainId === ctx.chainId),
    ).toBe(false)
  })

  test('cannot be slipped past the second person in the database either', async () => {
    const ctx = await aChain({ now: NOW })
    const operator = anOperator()
    const paymentId = await entered(ctx, operator)
    const own = db()
      .$client`update payments set status = 'booked', decided_by = ${operator.staffId} where id = ${paymentId}`
    await expect(own).rejects.toMatchObject({ code: '23514' })
  })
})

test('a payment that the bank takes back is taken off once, its invoice is open again, and the books fit', async () => {
  const ctx = await aChain({ now: NOW })
  const { invoiceId } = await invoice(ctx, 100)
  await importing([{ euros: '124.00', reference: await referenceOf(ctx) }])
  const payment = (await asOperator((tx) => listDecidedPayments(tx, { limit: 100 }))).find(
    ({ chainId }) => chainId === ctx.chainId,
  )
  const reverse = () => reversePayment(anOperator(), { paymentId: payment?.id ?? '' })
  const results = await Promise.allSettled([reverse(), reverse()])
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await account(ctx)).toMatchObject({ availableMicro: 0, toppedUpMicro: 0, owedMicro: 0 })
  expect(await stateOf(ctx, invoiceId)).toMatchObject({ paidMicro: 0 })
  expect(await proveMoney()).toMatchObject({ differences: 0 })
})
