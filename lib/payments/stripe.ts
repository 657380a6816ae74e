import Stripe from 'stripe'

import { env } from '#lib/runtime/env.ts'

const TIMEOUT_MILLISECONDS = 10_000

/** The card service, where its keys are set; null where cards are not taken. */
export function openStripe(): { client: Stripe; webhookSecret: string } | null {
  const { STRIPE_SECRET_KEY: key, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_API_URL } = env()
  if (!key || !webhookSecret) return null
  const { protocol, hostname, port } = new URL(STRIPE_API_URL)
  const client = new Stripe(key, {
    host: hostname,
    protocol: protocol === 'http:' ? 'http' : 'https',
    ...(port && { port }),
    timeout: TIMEOUT_MILLISECONDS,
    telemetry: false,
  })
  return { client, webhookSecret }
}
