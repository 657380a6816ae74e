import { expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { testDatabase } from '#tests/database.ts'

testDatabase()

test('a bigint comes as a number, and one that does not fit is refused', async () => {
  const [row] = await db().execute(sql`select 45000::bigint as price, array[1, 2]::bigint[] as prices`)
  expect(row).toEqual({ price: 45_000, prices: [1, 2] })
  await expect(db().$client`select 9007199254740993::bigint as price`).rejects.toThrow('too large for a number')
})

test('a date stays the day it is, whatever the zone of the machine', async () => {
  const [row] = await db().execute(sql`select '1985-05-17'::date as birth_date`)
  expect(row).toEqual({ birth_date: '1985-05-17' })
})

test('instants and JSON can be parameters of raw SQL', async () => {
  const at = new Date('2026-03-29T00:30:00Z')
  const [row] = await db().execute(sql`select ${at}::timestamptz = '2026-03-29T02:30+02' as same`)
  expect(row).toEqual({ same: true })
  const [json] = await db()
    .$client`select ${db().$client.json({ languages: ['et', 'ru'] })}::jsonb -> 'languages' as languages`
  expect(json).toEqual({ languages: ['et', 'ru'] })
})
