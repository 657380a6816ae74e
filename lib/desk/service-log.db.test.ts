import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import type { ServiceFilter } from '#db/queries/service-log.ts'
import { listServiceKinds, listServiceLog, listServicePeople } from '#db/queries/service-log.ts'
import { SetTextLimitInput } from '#lib/desk/inputs.ts'
import { pauseChain } from '#lib/desk/pause-chain.ts'
import { setTextLimit } from '#lib/desk/set-text-limit.ts'
import { assignEntry } from '#lib/payments/assign-entry.ts'
import { importStatement } from '#lib/payments/import-statement.ts'
import { changeSeller } from '#lib/payments/save-seller.ts'
import { setAsideEntry } from '#lib/payments/set-aside.ts'
import type { OperatorCtx } from '#lib/runtime/context.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { asOperator, asWorker, inChain } from '#lib/runtime/transaction.ts'
import { announceTariff } from '#lib/tariffs/announce.ts'
import { AnnounceTariffInput } from '#lib/tariffs/inputs.ts'
import { camt053 } from '#tests/camt053.ts'
import { aChain, testDatabase } from '#tests/database.ts'

testDatabase()

const NOW = new Date('2026-10-14T08:00:00Z')
const ORIGIN = { address: '192.0.2.7', device: 'Firefox' }
const FILTER: ServiceFilter = { zone: 'Europe/Tallinn' }

let olivia: OperatorCtx
let otto: OperatorCtx

beforeAll(async () => {
  const people = await db().execute<{ id: string }>(sql`
    insert into staff (name, email, role) values ('Olivia', 'olivia@m.example', 'operator'), ('Otto', 'otto@m.example', 'operator') returning id`)
  const [first, second] = people.map(({ id }) => ({ staffId: id, now: NOW, origin: ORIGIN }))
  olivia = first as OperatorCtx
  otto = second as OperatorCtx
})

const listed = (filter: Partial<ServiceFilter> = {}) => asOperator((tx) => listServiceLog(tx, { ...FILTER, ...filter }))
const limit = (operator: OperatorCtx, maxCharacters: string) =>
  setTextLimit(operator, SetTextLimitInput.parse({ location: 'FI', maxCharacters }))

async function entriesWaiting(): Promise<string[]> {
  const pieces = (async function* () {
    yield new TextEncoder().encode(camt053([{ euros: '12.40' }, { euros: '24.80' }]))
  })()
  await importStatement(olivia, { fileName: 'väljavõte.xml', pieces })
  const rows = await db().execute<{ id: string }>(
    sql`select id from bank_entries where status = 'to_assign' order by amount_micro`,
  )
  return rows.map(({ id }) => id)
}

describe('what an operator does', () => {
  test('with the service is listed with who, from where, and what was before', async () => {
    await limit(olivia, '150')
    await limit(otto, '160')
    const lines = await listed({ kind: 'text_limit' })
    expect(lines).toMatchObject([
      { staffName: 'Otto', chainId: null, before: { maxCharacters: 150 }, after: { maxCharacters: 160 }, ...ORIGIN },
      { staffName: 'Olivia', chainId: null, after: { maxCharacters: 150 }, ...ORIGIN },
    ])
    expect(await listed({ kind: 'text_limit', staffId: otto.staffId })).toHaveLength(1)
  })

  test('with a chain stands in its own log as well, and is found by the chain', async () => {
    const { chainId } = await aChain()
    await pauseChain(olivia, { chainId, reason: 'Arve tasumata' })
    expect(await listed({ chainId })).toMatchObject([{ action: 'chain.pause', staffName: 'Olivia', chainId }])
    const own = await inChain(chainCtx(chainId), (tx) =>
      tx.execute(sql`select action, staff_id from audit_log where chain_id = ${chainId}`),
    )
    expect(own).toEqual([{ action: 'chain.pause', staff_id: olivia.staffId }])
  })

  test('with money and prices leaves its line, whatever it is', async () => {
    const { chainId } = await aChain()
    const [aside = '', assigned = ''] = await entriesWaiting()
    await setAsideEntry(olivia, { entryId: aside })
    await assignEntry(olivia, { entryId: assigned, chainId })
    const tariff = { location: 'EE', channel: 'sms', country: 'NO', price: '0,08', fromDay: '2026-11-01' }
    await announceTariff(olivia, AnnounceTariffInput.parse(tariff))
    const seller = {
      name: 'Meelespea OÜ',
      registryCode: '12345678',
      vatNumber: null,
      address: 'Lai 1',
      iban: 'EE382200221020145685',
    }
    await changeSeller(olivia, { ...seller, bank: 'Swedbank', email: 'arved@meelespea.example' })
    const actions = new Set((await listed({ staffId: olivia.staffId })).map(({ action }) => action))
    for (const action of [
      'statement.import',
      'bank_entry.set_aside',
      'payment.assign',
      'tariff.announce',
      'seller.change',
    ]) {
      expect(actions, action).toContain(action)
    }
    expect(await asOperator(listServiceKinds)).toEqual(
      expect.arrayContaining(['bank_entry', 'payment', 'seller', 'statement', 'tariff']),
    )
    expect((await asOperator(listServicePeople)).map(({ name }) => name)).toEqual(['Olivia', 'Otto'])
  })

  test('that is refused leaves none', async () => {
    const before = await listed()
    await expect(setAsideEntry(olivia, { entryId: randomUUID() })).rejects.toMatchObject({
      code: 'entry_already_settled',
    })
    expect(await listed()).toEqual(before)
  })
})

test('the log is paged without gaps or doubles, and back again', async () => {
  for (const characters of ['100', '101', '102', '103', '104']) await limit(olivia, characters)
  const all = (await listed({ kind: 'text_limit' })).map(({ id }) => id)
  const page = async (cursor?: { toward: 'older' | 'newer'; id: string }) =>
    (await asOperator((tx) => listServiceLog(tx, { ...FILTER, kind: 'text_limit' }, { cursor, limit: 2 }))).map(
      ({ id }) => id,
    )
  const first = await page()
  expect(first).toEqual(all.slice(0, 3)) // one more tells that it goes on
  expect(await page({ toward: 'older', id: first[1] ?? '' })).toEqual(all.slice(2, 5))
  expect(await page({ toward: 'newer', id: all[3] ?? '' })).toEqual(all.slice(0, 3).toReversed())
})

test('days are those of the seller’s clock', async () => {
  await limit(olivia, '140')
  const [line] = await listed({ kind: 'text_limit' })
  const day = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Tallinn' }).format(line?.at)
  expect((await listed({ fromDay: day, toDay: day })).map(({ id }) => id)).toContain(line?.id)
  expect(await listed({ fromDay: '2020-01-01', toDay: '2020-01-02' })).toEqual([])
})

describe('the log', () => {
  test('is rewritten by nobody, not even by the owner of the tables', async () => {
    for (const change of [
      'update service_log set staff_id = gen_random_uuid()',
      'delete from service_log',
      'truncate service_log',
    ]) {
      await expect(db().$client.unsafe(change), change).rejects.toMatchObject({ code: '42501' })
    }
  })

  test('is read by no chain', async () => {
    const { chainId } = await aChain()
    const reading = (run: typeof asWorker) => run((tx) => tx.execute(sql`select from service_log`))
    await expect(reading(asWorker)).rejects.toMatchObject({ cause: { code: '42501' } })
    await expect(reading((work) => inChain(chainCtx(chainId), work))).rejects.toMatchObject({
      cause: { code: '42501' },
    })
  })
})
