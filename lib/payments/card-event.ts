import * as z from 'zod'

// What the card service tells. Only what is used is read: its other fields come and go with its versions.

const paid = z.object({
  id: z.string(),
  type: z.enum(['checkout.session.completed', 'checkout.session.async_payment_succeeded']),
  data: z.object({
    object: z.object({
      id: z.string(),
      client_reference_id: z.string().nullish(),
      amount_total: z.int().nullish(),
      currency: z.string().nullish(),
      payment_status: z.string(),
    }),
  }),
})
const takenBack = z.object({
  id: z.string(),
  type: z.enum(['charge.refunded', 'charge.dispute.created']),
  data: z.object({ object: z.object({ amount: z.int(), amount_refunded: z.int().nullish(), currency: z.string() }) }),
})

/** An event that matters to money; `null` for all others. @throws ZodError when one of these is not as documented */
export function cardEventOf(event: { type: string }): CardEvent | null {
  if (event.type.startsWith('checkout.session.') && paid.shape.type.safeParse(event.type).success) {
    const { id, type: kind, data } = paid.parse(event)
    const { object } = data
    return {
      id,
      kind,
      isPaid: object.payment_status === 'paid',
      sessionRef: object.id,
      checkoutId: z.uuid().safeParse(object.client_reference_id).data ?? null,
      amountCents: object.amount_total ?? null,
      currency: currencyOf(object.currency),
    }
  }
  if (takenBack.shape.type.safeParse(event.type).success) {
    const { id, type: kind, data } = takenBack.parse(event)
    const { amount, amount_refunded: refunded, currency } = data.object
    return { id, kind, amountCents: refunded ?? amount, currency: currencyOf(currency) }
  }
  return null
}

type Paid = {
  id: string
  kind: 'checkout.session.completed' | 'checkout.session.async_payment_succeeded'
  isPaid: boolean
  sessionRef: string
  checkoutId: string | null
  amountCents: number | null
  currency: string | null
}
type TakenBack = {
  id: string
  kind: 'charge.refunded' | 'charge.dispute.created'
  amountCents: number
  currency: string | null
}
export type CardEvent = Paid | TakenBack

function currencyOf(code: string | null | undefined): string | null {
  const upper = code?.toUpperCase() ?? ''
  return /^[A-Z]{3}$/.test(upper) ? upper : null
}
