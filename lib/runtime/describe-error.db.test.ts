import { inspect } from 'node:util'
import { expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { describeError } from '#lib/runtime/describe-error.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, aClinic, aPatient, testDatabase } from '#tests/database.ts'

testDatabase()

const caught = (failing: Promise<unknown>) => failing.then(() => undefined).catch((error: unknown) => error)

test('a refused row is logged without the patient it was about', async () => {
  const ctx = await aChain()
  const mari = await aPatient(ctx, await aClinic(ctx))
  const error = await caught(aPatient(ctx, { id: mari.clinicId }, { code: mari.code, firstName: 'Mari-Liis' }))

  expect(inspect(error)).toContain('Mari-Liis') // or this test would prove nothing
  expect(JSON.stringify(describeError(error))).not.toMatch(new RegExp(`Mari|Maasikas|example\\.ee|${mari.code}`))
  expect(describeError(error)).toMatchObject({ cause: { code: '23505', constraint: 'patients_chain_id_code_key' } })
})

test('a value that PostgreSQL cannot read is not repeated', async () => {
  const error = await caught(db().execute(sql`select ${'Mari Maasikas'}::uuid`))
  expect(describeError(error)).toMatchObject({
    cause: { code: '22P02', message: 'invalid input syntax for type uuid: "…"' },
  })
  expect(JSON.stringify(describeError(error))).not.toContain('Maasikas')
})

test('what leaves a transaction holds no values, however it is printed', async () => {
  const { chainId } = await aChain()
  const error = await caught(inChain(chainCtx(chainId), (tx) => tx.execute(sql`select ${'+37255512345'}::uuid`)))
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('55512345')
  expect(error).toMatchObject({ message: 'Failed query: select $1::uuid', cause: { code: '22P02' } })
})
