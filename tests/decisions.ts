import { sql } from 'drizzle-orm'
import { expect } from 'vitest'

import { db } from '#db/client.ts'
import { clientRefOf } from '#lib/core/client-ref.ts'
import { DecideInput } from '#lib/deliveries/inputs.ts'
import { aChain } from '#tests/database.ts'
import type { PlannedTexts } from '#tests/planned-texts.ts'
import { booksFromDeliveries, booksOf } from '#tests/planned-texts.ts'
import type { TextsInDoubt } from '#tests/texts-in-doubt.ts'
import { textsInDoubt } from '#tests/texts-in-doubt.ts'

// What staff decide about texts in doubt, and what is left to look at afterwards.

const EUROS = 100
const NOON_IN_TALLINN = new Date('2026-03-04T10:00:00Z')

export const these = (...deliveryIds: string[]) => DecideInput.parse({ delivery: deliveryIds })
export const all = (filter: object = {}) => DecideInput.parse({ all: true, asOf: new Date().toISOString(), ...filter })

export async function aChainInDoubt(texts = 1, { euros = EUROS, segments = 1 } = {}) {
  const ctx = await aChain({ euros, now: NOON_IN_TALLINN })
  return { ctx, send: await textsInDoubt(ctx, { texts, segments }) }
}

export async function expectBooksToBalance({ chainId }: PlannedTexts, euros = EUROS) {
  expect(await booksOf(chainId)).toEqual(await booksFromDeliveries(chainId, euros * 1_000_000))
}

export async function resendOf(send: TextsInDoubt, id = send.ids[0]) {
  const [row] = await db().execute<{ id: string; attempt: number; status: string; reason: string | null }>(
    sql`select id, attempt, status, reason from deliveries where chain_id = ${send.chainId} and resend_of = ${id}`,
  )
  return row
}

export const echoOf = ({ chainId, month }: PlannedTexts, deliveryId: string) =>
  clientRefOf({ chainId, month, deliveryId })

export const decisionsOf = ({ chainId }: PlannedTexts) =>
  db().execute<{ decision: string | null }>(
    sql`select decision from delivery_doubts where chain_id = ${chainId} order by delivery_id`,
  )

export async function refusalOf(work: Promise<unknown>) {
  return work.then(
    () => null,
    ({ code, params }) => ({ code, params }),
  )
}
