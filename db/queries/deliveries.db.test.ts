import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import type { DeliveryCursor, DeliveryRow } from '#db/queries/deliveries.ts'
import { listDeliveries } from '#db/queries/deliveries.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, aClinic, aPatient, testDatabase } from '#tests/database.ts'

testDatabase()

const MONTHS_AGO = [0, 0, 0, 1, 1, 2, 2, 2]

/** A chain with texts of three months. @returns their ids, newest first */
async function threeMonths(): Promise<{ ctx: Ctx; ids: string[] }> {
  const ctx = await aChain()
  const clinic = await aClinic(ctx)
  const patient = await aPatient(ctx, clinic)
  await db().execute(sql`select ensure_delivery_partitions((now() - interval '3 months')::date, 5)`)
  const [wording] = await db().execute<{ id: string }>(sql`
    insert into wordings (chain_id, channel, purpose, language, subject, body)
    values (${ctx.chainId}, 'sms', 'notice', 'et', '', 'Tere, {first_name}') returning id`)
  const ids: string[] = []
  for (const [place, ago] of MONTHS_AGO.entries()) {
    const id = `${(1_000 - place).toString(16).padStart(8, '0')}-0000-7000-8000-${randomUUID().slice(24)}`
    await db().execute(sql`
      insert into deliveries (chain_id, month, id, kind, channel, patient_id, clinic_id, address, language, wording_id, params, segments,
        price_micro, planned_at, valid_until, status)
      values (${ctx.chainId}, date_trunc('month', (now() at time zone 'UTC') - make_interval(months => ${ago}))::date, ${id}, 'greeting', 'sms',
        ${patient.id}, ${clinic.id}, '+37251234567', 'et', ${wording?.id}, '{Mari}', 1, 45000, now(), now() + interval '1 day', 'delivered')`)
    ids.push(id)
  }
  return { ctx, ids }
}

const idsOf = (rows: readonly DeliveryRow[]) => rows.map(({ id }) => id)
const placeOf = ({ month, id }: DeliveryRow, toward: DeliveryCursor['toward']): DeliveryCursor => ({
  toward,
  month,
  id,
})

test.each([1, 2, 3, 4, 7, 20])('history is the same over its months in pages of %i, there and back', async (limit) => {
  const { ctx, ids } = await threeMonths()
  const read = (cursor?: DeliveryCursor) => inChain(ctx, (tx) => listDeliveries(tx, ctx, {}, { cursor, limit }))

  const there: DeliveryRow[] = []
  for (let page = await read(); ; ) {
    there.push(...page.slice(0, limit))
    const last = page[limit - 1]
    if (page.length <= limit || !last) break
    page = await read(placeOf(last, 'older'))
  }
  expect(idsOf(there)).toEqual(ids)

  const back: DeliveryRow[] = there.slice(-1)
  for (let page = await read(placeOf(back[0] as DeliveryRow, 'newer')); ; ) {
    back.push(...page.slice(0, limit))
    const last = page[limit - 1]
    if (page.length <= limit || !last) break
    page = await read(placeOf(last, 'newer'))
  }
  expect(idsOf(back)).toEqual(ids.toReversed())
})
