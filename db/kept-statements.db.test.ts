import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { ask, ofEachShape, statements } from '#db/kept-statements.ts'
import { chains } from '#db/schema/chains.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, testDatabase } from '#tests/database.ts'

testDatabase()

const NAME = statements
  .select({ name: chains.name, since: chains.createdAt })
  .from(chains)
  .where(eq(chains.id, sql.placeholder('chainId')))
  .prepare('name')

test('a kept statement is asked in the transaction it is given: it sees what that has written, and its chain only', async () => {
  const [one, other] = [await aChain(), await aChain()]
  const seen = await db().transaction(async (tx) => {
    await tx.execute(sql`update chains set name = 'Kesklinna hambaravi' where id = ${one.chainId}`)
    return ask(tx, NAME, { chainId: one.chainId })
  })
  expect(seen).toEqual([{ name: 'Kesklinna hambaravi', since: expect.any(Date) }])
  expect(await inChain(one, (tx) => ask(tx, NAME, { chainId: other.chainId }))).toEqual([])
})

test('three transactions ask it at once, each on its own connection', async () => {
  const asked = [await aChain(), await aChain(), await aChain()]
  const all = Promise.withResolvers<void>()
  let begun = 0
  const found = await Promise.all(
    asked.map((ctx) =>
      inChain(ctx, async (tx) => {
        const [before] = await ask(tx, NAME, { chainId: ctx.chainId })
        begun += 1
        if (begun === asked.length) all.resolve()
        await all.promise
        const [after] = await ask(tx, NAME, { chainId: ctx.chainId })
        return [before?.name, after?.name]
      }),
    ),
  )
  const names = await db().select({ id: chains.id, name: chains.name }).from(chains)
  const nameOf = new Map(names.map(({ id, name }) => [id, name]))
  expect(found).toEqual(asked.map(({ chainId }) => [nameOf.get(chainId), nameOf.get(chainId)]))
})

test('a connection keeps its plan, unless it is told not to', async () => {
  const once = statements.select({ zone: chains.zone, name: chains.name }).from(chains).limit(1).prepare('once')
  await db().transaction(async (tx) => {
    const plans = async () => {
      const [row] = await tx.execute<{ plans: number }>(
        sql`select count(*)::int as plans from pg_prepared_statements where statement like 'select "zone", "name" from "chains"%'`,
      )
      return row?.plans
    }
    await ask(tx, once, {}, { keepPlan: false })
    expect(await plans()).toBe(0)
    await ask(tx, once, {})
    await ask(tx, once, {})
    expect(await plans()).toBe(1)
  })
})

test('each shape of a question is put together once', () => {
  let made = 0
  const of = ofEachShape(({ archived }: { archived: boolean }) => ({ archived, number: ++made }))
  expect(of({ archived: true })).toBe(of({ archived: true }))
  expect(of({ archived: false })).toEqual({ archived: false, number: 2 })
})
