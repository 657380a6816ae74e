import { noteCheckoutSession, openCheckout } from '#db/queries/card-payments.ts'
import { findInvoice } from '#db/queries/invoices.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { MICRO_PER_CENT } from '#lib/core/money.ts'
import type { CardPaymentInput } from '#lib/payments/inputs.ts'
import { openStripe } from '#lib/payments/stripe.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { env } from '#lib/runtime/env.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { log } from '#lib/runtime/log.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** The card service closes a session a day after it was made; ours is closed a little before. */
const KEPT_HOURS = 23

/**
 * Begins to pay what is open of an invoice by card. Nothing is booked until the card service says that it was paid
 * (record-card-event.ts). Two clicks are one checkout, and one session of it.
 *
 * @returns where the card is asked for
 * @throws Refusal not_found, invoice_paid, card_unavailable without keys or while the card service does not answer
 */
export async function beginCardPayment(ctx: Ctx, { invoiceId }: CardPaymentInput): Promise<{ url: string }> {
  const stripe = openStripe()
  if (!stripe || ctx.staffId === null) throw new Refusal('card_unavailable')
  const begunBy = ctx.staffId
  const { checkout, number } = await inChain(ctx, async (tx) => {
    const invoice = await findInvoice(tx, ctx.chainId, invoiceId)
    if (!invoice) throw new Refusal('not_found')
    const amountMicro = invoice.grossMicro - invoice.paidMicro
    if (amountMicro <= 0) throw new Refusal('invoice_paid')
    const opened = await openCheckout(tx, ctx.chainId, { invoiceId, amountMicro, begunBy }, KEPT_HOURS)
    await recordAudit(tx, ctx, { action: 'invoice.pay_by_card', entityId: invoiceId, after: { amountMicro } })
    return { checkout: opened, number: invoice.number }
  })
  if (checkout.url) return { url: checkout.url }

  const back = `${env().PUBLIC_URL}/balance/replenish`
  const session = await stripe.client.checkout.sessions
    .create(
      {
        mode: 'payment',
        client_reference_id: checkout.id,
        locale: ctx.locale,
        line_items: [
          {
            quantity: 1,
            price_data: {
              currency: 'eur',
              unit_amount: checkout.amountMicro / MICRO_PER_CENT,
              product_data: { name: `Meelespea ${number}` },
            },
          },
        ],
        success_url: `${back}?card=paid`,
        cancel_url: `${back}?card=left`,
      },
      { idempotencyKey: checkout.id },
    )
    .catch((error: unknown) => {
      log.error('the card service did not make a session', error)
      throw new Refusal('card_unavailable')
    })
  const { id: ref, url } = session
  if (!url) throw new Refusal('card_unavailable')
  await inChain(ctx, (tx) => noteCheckoutSession(tx, checkout, { ref, url }))
  return { url }
}
