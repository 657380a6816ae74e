import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { tariffsInForce } from '#db/queries/billing.ts'
import { listPrices } from '#db/queries/tariffs.ts'
import { asOperator, asWorker } from '#lib/runtime/transaction.ts'
import { announceTariff } from '#lib/tariffs/announce.ts'
import { AnnounceTariffInput } from '#lib/tariffs/inputs.ts'
import { testDatabase } from '#tests/database.ts'

testDatabase()

const NOW = new Date('2026-10-14T08:00:00Z')
const announce = (change: Partial<Record<keyof AnnounceTariffInput, string>> = {}) =>
  announceTariff(
    { staffId: randomUUID(), now: NOW },
    AnnounceTariffInput.parse({
      location: 'EE',
      channel: 'sms',
      country: 'FI',
      price: '0,0790',
      fromDay: '2026-11-01',
      ...change,
    }),
  )
const finland = async (at: Date) =>
  (await asOperator((tx) => listPrices(tx, 'EE', at))).find(({ country }) => country === 'FI')

test('a price that is announced is seen at once and holds from its midnight', async () => {
  await announce()
  expect(await finland(NOW)).toMatchObject({
    priceMicro: 68_000,
    nextMicro: 79_000,
    nextFrom: '2026-10-31T22:00:00+00:00',
  })
  const priceAt = async (at: string) =>
    (await asWorker((tx) => tariffsInForce(tx, 'EE', new Date(at)))).find(({ country }) => country === 'FI')?.priceMicro
  expect(await priceAt('2026-10-31T21:59:59Z')).toBe(68_000)
  expect(await priceAt('2026-10-31T22:00:00Z')).toBe(79_000)
})

test.each([
  ['today', '2026-10-14'],
  ['yesterday', '2026-10-13'],
])('a price cannot begin %s', async (_why, fromDay) => {
  await expect(announce({ fromDay })).rejects.toMatchObject({ code: 'tariff_in_past' })
})

test('two people who announce for the same day: the second is told', async () => {
  const results = await Promise.allSettled([announce({ country: 'SE' }), announce({ country: 'SE' })])
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'tariff_exists' } })
})

test('a price in force is never edited, not even by the owner of the tables', async () => {
  await expect(db().$client`update tariffs set price_micro = 1`).rejects.toMatchObject({ code: '42501' })
  await expect(db().$client`delete from tariffs`).rejects.toMatchObject({ code: '42501' })
})
