import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { countAttempt, forgetAttempts } from '#db/queries/sign-in-attempts.ts'
import { signInAttempts } from '#db/schema/staff.ts'
import { asAuth } from '#lib/runtime/transaction.ts'
import { testDatabase } from '#tests/database.ts'

testDatabase()

const WINDOW_SECONDS = 900
const count = (...keys: string[]) => asAuth((tx) => countAttempt(tx, keys, WINDOW_SECONDS))
const aKey = () => `account:${crypto.randomUUID()}`

test('tries are counted per account and per address', async () => {
  const [account, other, address] = [aKey(), aKey(), aKey()]
  await count(account, address)
  const counts = await count(other, address)
  expect(counts.get(other)?.points).toBe(1)
  expect(counts.get(address)?.points).toBe(2)
  expect(counts.get(address)?.secondsLeft).toBeGreaterThan(WINDOW_SECONDS - 60)
})

test('twenty tries at the same moment are twenty', async () => {
  const [account, address] = [aKey(), aKey()]
  await Promise.all(
    Array.from({ length: 20 }, (_, index) => (index % 2 ? count(account, address) : count(address, account))),
  )
  expect((await count(account)).get(account)?.points).toBe(21)
})

test('the pause does not grow with more tries, and counting starts anew after it', async () => {
  const account = aKey()
  await count(account)
  await db()
    .update(signInAttempts)
    .set({ points: 6, expire: sql`extract(epoch from now())::bigint + 100` })
    .where(eq(signInAttempts.key, account))
  expect((await count(account)).get(account)?.secondsLeft).toBeLessThanOrEqual(100)

  await db()
    .update(signInAttempts)
    .set({ expire: sql`extract(epoch from now())::bigint - 1` })
    .where(eq(signInAttempts.key, account))
  expect((await count(account)).get(account)?.points).toBe(1)
})

test('a sign-in that worked wipes the slate', async () => {
  const account = aKey()
  await count(account)
  await asAuth((tx) => forgetAttempts(tx, [account]))
  expect((await count(account)).get(account)?.points).toBe(1)
})

test('what is long past is swept away', async () => {
  const [old, account] = [aKey(), aKey()]
  await count(old)
  await db()
    .update(signInAttempts)
    .set({ expire: sql`extract(epoch from now())::bigint - 2 * 86400` })
    .where(eq(signInAttempts.key, old))
  await count(account)
  expect(await db().select().from(signInAttempts).where(eq(signInAttempts.key, old))).toEqual([])
})
