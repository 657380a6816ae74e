import { cardEventOf } from '#lib/payments/card-event.ts'
import { recordCardEvent } from '#lib/payments/record-card-event.ts'
import { openStripe } from '#lib/payments/stripe.ts'
import { bodyUpTo } from '#lib/runtime/body-up-to.ts'
import { log } from '#lib/runtime/log.ts'

export const dynamic = 'force-dynamic'

const MOST_BYTES = 65_536
/** An event that is older was kept back by somebody. */
const TOLERANCE_SECONDS = 300

/** What the card service tells of payments. Only its signature lets anything in; it is answered once the booking stands. */
export async function POST(request: Request): Promise<Response> {
  const stripe = openStripe()
  if (!stripe) return new Response(null, { status: 404 })
  const body = await bodyUpTo(request, MOST_BYTES)
  if (body === null) return new Response(null, { status: 413 })

  const signature = request.headers.get('stripe-signature') ?? ''
  let told: unknown
  try {
    told = stripe.client.webhooks.constructEvent(body, signature, stripe.webhookSecret, TOLERANCE_SECONDS)
  } catch {
    return new Response(null, { status: 400 })
  }
  const event = cardEventOf(told as { type: string })
  if (event) {
    const outcome = await recordCardEvent(event, new Date())
    if (outcome === 'to_look') log.warn('an event of the card service waits for a person', { name: event.id })
  }
  return new Response(null, { status: 200 })
}
