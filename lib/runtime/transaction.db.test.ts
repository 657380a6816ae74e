import type { SQL } from 'drizzle-orm'
import { expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { asAuth, asWorker, inChain } from '#lib/runtime/transaction.ts'
import { aChain, aClinic, aPatient, testDatabase } from '#tests/database.ts'

testDatabase()

// insufficient_privilege
const DENIED = { cause: { code: '42501' } }

// Tables without a chain of their own, and who may see them; every other table must be locked.
// What is the service’s and the same for all: prices, taxes, who issues invoices.
const OPEN_BY_DESIGN = ['tariffs', 'vat_rates', 'seller', 'schema_migrations']

test('a chain sees its own patients and nobody else’s, even where a query forgets to ask', async () => {
  const mine = await aChain()
  const theirs = await aChain()
  await aPatient(mine, await aClinic(mine), { firstName: 'Minu' })
  await aPatient(theirs, await aClinic(theirs), { firstName: 'Nende' })

  const seen = await inChain(mine, (tx) => tx.execute<{ first_name: string }>(sql`select first_name from patients`))

  expect(seen.map((row) => row.first_name)).toEqual(['Minu'])
})

test('a row cannot be written into another chain', async () => {
  const mine = await aChain()
  const theirs = await aChain()
  const clinic = await aClinic(theirs)

  const smuggle = inChain(mine, (tx) =>
    tx.execute(sql`insert into patients (chain_id, code, clinic_id) values (${theirs.chainId}, 'P1', ${clinic.id})`),
  )

  await expect(smuggle).rejects.toMatchObject(DENIED)
})

test('with no chain set, the role in force is the portal’s and shows nothing', async () => {
  const chain = await aChain()
  await aPatient(chain, await aClinic(chain))

  const [row] = await db().transaction(async (tx) => {
    await tx.execute(sql`select set_config('role', 'meelespea_web', true)`)
    return tx.execute<{ role: string; patients: number }>(
      sql`select current_user::text as role, (select count(*)::int from patients) as patients`,
    )
  })

  expect(row).toEqual({ role: 'meelespea_web', patients: 0 })
})

test('role and chain end with their transaction', async () => {
  const chain = await aChain()
  const inForce = sql`select current_user::text as role, coalesce(current_setting('app.chain_id', true), '') as chain`

  expect(await inChain(chain, (tx) => tx.execute(inForce))).toMatchObject([
    { role: 'meelespea_web', chain: chain.chainId },
  ])
  const [after] = await db().execute(inForce)
  expect(after).toMatchObject({ chain: '' })
  expect(after).not.toMatchObject({ role: 'meelespea_web' })
})

test('the portal’s role reads no password and no session', async () => {
  const chain = await aChain()
  for (const table of ['sessions', 'auth_accounts', 'totp_secrets', 'recovery_codes']) {
    const reading = inChain(chain, (tx) => tx.execute(sql`select * from ${sql.identifier(table)}`))
    await expect(reading, table).rejects.toMatchObject(DENIED)
  }
})

test('sign-in reads no patient, and the worker no password', async () => {
  await expect(asAuth((tx) => tx.execute(sql`select * from patients`))).rejects.toMatchObject({
    cause: { code: '42501' },
  })
  await expect(asWorker((tx) => tx.execute(sql`select * from auth_accounts`))).rejects.toMatchObject({
    cause: { code: '42501' },
  })
})

test('no table of ours is left without row-level security, forced', async () => {
  const rows = await db().execute<{ name: string }>(sql`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
      and not (relrowsecurity and relforcerowsecurity)
    order by 1`)
  const unlocked = rows.map((row) => row.name).filter((name) => !OPEN_BY_DESIGN.includes(name))

  expect(unlocked).toEqual([])
})

test('what is written once can be neither changed nor taken away', async () => {
  const chain = await aChain({ euros: 1 })
  for (const table of ['ledger_entries', 'audit_log', 'wordings']) {
    const name = sql.identifier(table)
    const attempt = (statement: SQL) => inChain(chain, (tx) => tx.execute(statement))
    await expect(attempt(sql`update ${name} set chain_id = chain_id`), table).rejects.toMatchObject(DENIED)
    await expect(attempt(sql`delete from ${name}`), table).rejects.toMatchObject(DENIED)
  }
})
