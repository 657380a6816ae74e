import type { Tx } from '#db/client.ts'
import { insertAuditEntries } from '#db/queries/audit.ts'
import type { CardVerdict, Checkout } from '#db/queries/card-payments.ts'
import { closeCheckout, insertCardEvent, lockCheckout, saveCardVerdict } from '#db/queries/card-payments.ts'
import { dayIn } from '#lib/core/calendar-day.ts'
import { MICRO_PER_CENT } from '#lib/core/money.ts'
import { bookCardPayment } from '#lib/payments/book-card-payment.ts'
import type { CardEvent } from '#lib/payments/card-event.ts'
import { CURRENCY } from '#lib/payments/seller-location.ts'
import { asOperator } from '#lib/runtime/transaction.ts'
import { DEFAULT_ZONE } from '#lib/tariffs/zone.ts'

/**
 * Books what the card service says was paid, once, however often and in whatever order it says so. What does not fit a checkout of ours,
 * or was given back to the card, is listed for the operator and moves no money.
 *
 * @returns what became of it; `repeated` when the event had come before
 */
export async function recordCardEvent(event: CardEvent, now: Date): Promise<CardVerdict['outcome'] | 'repeated'> {
  const { id, kind, amountCents, currency } = event
  const amountMicro = amountCents === null ? null : amountCents * MICRO_PER_CENT
  return asOperator(async (tx) => {
    if (!(await insertCardEvent(tx, { id, kind, amountMicro, currency }))) return 'repeated'
    const verdict = await judge(tx, event, { amountMicro, now })
    await saveCardVerdict(tx, id, verdict)
    return verdict.outcome
  })
}

async function judge(
  tx: Tx,
  event: CardEvent,
  { amountMicro, now }: { amountMicro: number | null; now: Date },
): Promise<CardVerdict> {
  if (!('isPaid' in event)) {
    return toLook(event.kind === 'charge.refunded' ? 'refunded' : 'disputed', null)
  }
  if (!event.isPaid) return { outcome: 'nothing', reason: null, checkoutId: null }

  const checkout = event.checkoutId === null ? null : await lockCheckout(tx, event.checkoutId)
  const isOurs = checkout !== null && (checkout.sessionRef === null || checkout.sessionRef === event.sessionRef)
  if (!isOurs) return toLook('unknown_checkout', null)
  if (checkout.status === 'paid') return { outcome: 'nothing', reason: null, checkoutId: checkout.id }
  if (event.currency !== CURRENCY) return toLook('wrong_currency', checkout.id)
  if (amountMicro !== checkout.amountMicro) return toLook('wrong_amount', checkout.id)
  return book(tx, checkout, now)
}

async function book(tx: Tx, checkout: Checkout, now: Date): Promise<CardVerdict> {
  const { id, chainId, invoiceId, amountMicro, begunBy } = checkout
  const { surplusMicro, netMicro } = await bookCardPayment(tx, checkout, dayIn(DEFAULT_ZONE, now))
  await closeCheckout(tx, id)
  const line = { action: 'payment.card', entityId: invoiceId, after: { amountMicro, netMicro } }
  await insertAuditEntries(tx, [{ chainId, staffId: begunBy, ...line }])
  return { outcome: 'booked', reason: surplusMicro > 0 ? 'paid_twice' : null, checkoutId: id }
}

function toLook(reason: NonNullable<CardVerdict['reason']>, checkoutId: string | null): CardVerdict {
  return { outcome: 'to_look', reason, checkoutId }
}
