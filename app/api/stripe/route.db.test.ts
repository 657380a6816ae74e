import Stripe from 'stripe'
import { beforeAll, expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { setEnv } from '#lib/runtime/env.ts'
import { testDatabase } from '#tests/database.ts'
import { POST } from './route.ts'

testDatabase()

const SECRET = 'whsec_of_this_test'
const EVENT = JSON.stringify({
  id: 'evt_forged_1',
  type: 'charge.refunded',
  data: { object: { amount: 12_400, amount_refunded: 12_400, currency: 'eur' } },
})
const { webhooks } = new Stripe('sk_test_only')

beforeAll(() => setEnv({ STRIPE_SECRET_KEY: 'sk_test_only', STRIPE_WEBHOOK_SECRET: SECRET }))

function signed(secret: string, secondsAgo = 0, payload = EVENT): string {
  const timestamp = Math.floor(Date.now() / 1000) - secondsAgo
  return webhooks.generateTestHeaderString({ payload, secret, timestamp })
}

const tell = (signature: string | null, body = EVENT) =>
  POST(
    new Request('http://localhost/api/stripe', {
      method: 'POST',
      body,
      headers: signature === null ? {} : { 'stripe-signature': signature },
    }),
  )

async function told(): Promise<number> {
  const [row] = await db().execute<{ rows: number }>(sql`select count(*)::int as rows from card_events`)
  return row?.rows ?? 0
}

test.each([
  ['without a signature', null, EVENT],
  ['with one that is no signature', 't=1,v1=00', EVENT],
  ['signed with another secret', signed('whsec_somebody_elses'), EVENT],
  ['signed for another body', signed(SECRET), EVENT.replace('12400', '1')],
  ['kept back for six minutes', signed(SECRET, 360), EVENT],
])('an event %s is refused, and nothing is written down', async (_how, signature, body) => {
  const before = await told()
  expect((await tell(signature, body)).status).toBe(400)
  expect(await told()).toBe(before)
})

test('one that is signed is taken, and told again it is the same one', async () => {
  const before = await told()
  expect((await tell(signed(SECRET))).status).toBe(200)
  expect((await tell(signed(SECRET))).status).toBe(200)
  expect(await told()).toBe(before + 1)
})
