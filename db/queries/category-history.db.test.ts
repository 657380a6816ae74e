import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { listCategoryTexts, sumCategoryDays } from '#db/queries/category-history.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, aClinic, aPatient, testDatabase } from '#tests/database.ts'

testDatabase()

type Sent = { kind?: string; at: string; clinicId: string; patientId: string; wordingId: string }

// A text that was planned at an instant, with an id of that instant, as the engine makes them.
async function aText(
  { chainId }: Ctx,
  { kind = 'greeting', at, clinicId, patientId, wordingId }: Sent,
): Promise<string> {
  const beginning = Date.parse(at).toString(16).padStart(12, '0')
  const id = `${beginning.slice(0, 8)}-${beginning.slice(8)}-7${randomUUID().slice(15)}`
  await db().execute(sql`
    insert into deliveries (chain_id, month, id, kind, channel, patient_id, clinic_id, address, language, wording_id, params, segments,
      price_micro, planned_at, valid_until, status)
    values (${chainId}, date_trunc('month', ${at}::timestamptz at time zone 'UTC')::date, ${id}, ${kind}, 'sms', ${patientId}, ${clinicId},
      '+37251234567', 'et', ${wordingId}, '{Mari}', 1, 45000, ${at}, ${at}::timestamptz + interval '1 day', 'delivered')`)
  return id
}

async function aHistory() {
  const ctx = await aChain()
  const clinic = await aClinic(ctx)
  const patient = await aPatient(ctx, clinic)
  const [row] = await db().execute<{ id: string; today: string }>(sql`
    insert into wordings (chain_id, channel, purpose, language, subject, body) values (${ctx.chainId}, 'sms', 'notice', 'et', '', 'Tere, {first_name}')
    returning id, (now() at time zone 'Europe/Tallinn')::date::text as today`)
  const base = { clinicId: clinic.id, patientId: patient.id, wordingId: row?.id ?? '' }
  return { ctx, clinic, base, today: row?.today ?? '' }
}

const ids = async (ctx: Ctx, days: { from: string; to: string }, limit = 10) =>
  (await inChain(ctx, (tx) => listCategoryTexts(tx, ctx, 'greeting', days, limit))).map(({ id }) => id)

test('texts of a day are those of the clinic’s calendar, newest first, of one kind only', async () => {
  const { ctx, base, today } = await aHistory()
  const at = (clock: string) => `${today}T${clock}+02:00`
  const early = await aText(ctx, { ...base, at: at('00:05:00') })
  const late = await aText(ctx, { ...base, at: at('23:55:00') })
  await aText(ctx, { ...base, kind: 'recall', at: at('12:00:00') })
  // Yesterday in Tallinn, though the same day in Moscow.
  await aText(ctx, { ...base, at: `${today}T00:30:00+03:00` })
  expect(await ids(ctx, { from: today, to: today })).toEqual([late, early])
  expect(await ids(ctx, { from: today, to: today }, 1)).toEqual([late])
})

test('each row has what is shown of it', async () => {
  const { ctx, base, today } = await aHistory()
  await aText(ctx, { ...base, at: `${today}T12:00:00+02:00` })
  const [row] = await inChain(ctx, (tx) => listCategoryTexts(tx, ctx, 'greeting', { from: today, to: today }, 5))
  expect(row).toMatchObject({
    ...{ patientName: 'Mari Maasikas', language: 'et', address: '+37251234567', segments: 1, priceMicro: 45_000 },
    ...{ body: 'Tere, {first_name}', params: ['Mari'], zone: 'Europe/Tallinn', appointmentId: null, ruleId: null },
  })
})

test('whoever works for another clinic sees neither rows nor sums', async () => {
  const { ctx, clinic, base, today } = await aHistory()
  await aText(ctx, { ...base, at: `${today}T12:00:00+02:00` })
  await db().execute(sql`
    insert into delivery_days (chain_id, day, clinic_id, kind, channel, language, status, texts, segments, cost_micro)
    values (${ctx.chainId}, ${today}, ${clinic.id}, 'greeting', 'sms', 'et', 'delivered', 3, 3, 135000)`)
  const elsewhere: Ctx = { ...ctx, clinicIds: [(await aClinic(ctx)).id] }
  const days = { from: today, to: today }
  expect(await ids(elsewhere, days)).toEqual([])
  const sums = (of: Ctx) => inChain(of, (tx) => sumCategoryDays(tx, of, 'greeting', days))
  expect(await sums(elsewhere)).toEqual([])
  expect(await sums(ctx)).toEqual([{ day: today, status: 'delivered', texts: 3, costMicro: 135_000 }])
})
