import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { lastSeeded, seedPatients } from '#db/seed/patients.ts'
import { dropSearchIndexes, restoreSearchIndexes } from '#db/seed/search-indexes.ts'
import { aChain, aClinic, testDatabase } from '#tests/database.ts'

testDatabase()

const PEOPLE = 3000

test('invented patients are as mixed as real ones, and every number of theirs exists', async () => {
  const ctx = await aChain()
  const chain = { id: ctx.chainId, clinicIds: [(await aClinic(ctx)).id, (await aClinic(ctx)).id] }
  await seedPatients(db(), chain, { from: 1, to: PEOPLE / 2 })
  await seedPatients(db(), chain, { from: PEOPLE / 2 + 1, to: PEOPLE })
  expect(await lastSeeded(db(), chain.id)).toBe(PEOPLE)

  const [mix] = await db().$client`
    select count(distinct clinic_id) as clinics, count(distinct language) as languages, count(distinct gender) as genders,
      count(distinct country) as countries, count(distinct phone_kind) as phone_kinds, count(phone) - count(distinct phone) as shared,
      count(*) filter (where last_name ~ '[А-Я]') as cyrillic, max(length(last_name)) as longest,
      count(*) filter (where deceased) as deceased, count(*) filter (where balance_micro < 0) as debtors
    from patients where chain_id = ${chain.id}`
  expect(mix).toMatchObject({ clinics: 2, languages: 4, genders: 2, countries: 6, phone_kinds: 4 })
  for (const figure of ['shared', 'cyrillic', 'deceased', 'debtors']) expect(mix?.[figure], figure).toBeGreaterThan(20)
  expect(mix?.longest).toBeGreaterThan(20)

  const numbers = await db().$client<{ phone: string; phone_kind: string; phone_country: string }[]>`
    select distinct phone, phone_kind, phone_country from patients where chain_id = ${chain.id} and phone is not null`
  for (const { phone, phone_kind, phone_country } of numbers) {
    const parsed = parsePhoneNumberFromString(phone)
    expect(parsed?.isValid(), phone).toBe(true)
    expect(parsed?.country, phone).toBe(phone_country)
    expect(parsed?.getType(), phone).toBe(phone_kind === 'mobile' ? 'MOBILE' : 'FIXED_LINE')
  }

  const [visits] = await db().$client`
    select count(*) filter (where starts_at > now()) as ahead, count(*) filter (where starts_at < now()) as past,
      count(*) filter (where (status in ('scheduled', 'confirmed', 'out_of_reach')) <> (starts_at > now())) as out_of_time
    from appointments where chain_id = ${chain.id}`
  expect(visits?.ahead).toBeGreaterThan(PEOPLE / 20)
  expect(visits?.past).toBeGreaterThan(PEOPLE / 2)
  expect(visits?.out_of_time).toBe(0)
})

test('indexes taken away for a big seed come back as they were', async () => {
  const indexes = () => db().$client`select indexdef from pg_indexes where schemaname = 'public' order by indexdef`
  const before = Array.from(await indexes())
  await dropSearchIndexes(db().$client)
  expect(await indexes()).not.toHaveLength(before.length)
  await restoreSearchIndexes(db().$client)
  await restoreSearchIndexes(db().$client)
  expect(Array.from(await indexes())).toEqual(before)
})
