import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

import { env } from '#lib/runtime/env.ts'
import { findCanaries } from '#tests/canary.ts'
import { aChain, aClinic, aPatient, testDatabase } from '#tests/database.ts'

// Errors with a patient in them, as the database, a provider and our own code make them, thrown through each way to the log: what the
// process then writes is read as whoever keeps the logs would.

testDatabase()

const run = promisify(execFile)

test('a log names no patient, whatever went wrong with them', async () => {
  const ctx = await aChain()
  const clinic = await aClinic(ctx)
  const phone = { phone: '+37253999001', phoneTyped: '5399 9001', phoneKind: 'mobile' as const, phoneCountry: 'EE' }
  const mari = { firstName: 'Kanaari', lastName: 'Lindmaa', email: 'kanaari.lindmaa@example.ee' }
  const { code } = await aPatient(ctx, clinic, { ...mari, ...phone, code: 'KANAARI-77' })
  const program = `
    const { log } = await import('#lib/runtime/log.ts')
    const { setEnv } = await import('#lib/runtime/env.ts')
    setEnv({ DATABASE_URL: ${JSON.stringify(env().DATABASE_URL)}, LOG_LEVEL: 'debug', SECRET: 'only-for-tests-'.padEnd(32, '0') })
    const { closeDatabase, sql, db } = await import('#db/client.ts')
    const { inChain, asWorker } = await import('#lib/runtime/transaction.ts')
    const chain = { chainId: '${ctx.chainId}' }
    const row = sql\`insert into patients (chain_id, clinic_id, code, first_name, last_name, phone, phone_kind, email)
      values (\${chain.chainId}, '${clinic.id}', 'KANAARI-77', \${'Kanaari'}, \${'Lindmaa'}, \${'+37253999001'}, 'mobile', 'kanaari.lindmaa@example.ee')\`
    const failures = [
      () => inChain(chain, (tx) => tx.execute(row)),
      () => asWorker((tx) => tx.execute(row)),
      () => db().execute(row),
      () => inChain(chain, (tx) => tx.execute(sql\`select \${'Kanaari Lindmaa'}::uuid\`)),
      () => inChain(chain, (tx) => tx.execute(sql\`update patients set phone_kind = \${'+37253999001'}\`)),
      () => { throw new Error('SMPP: bad destination +372 5399 9001') },
      () => { throw new Error('550 5.1.1 <kanaari.lindmaa@example.ee>: no such user', { cause: new Error('to +37253999001') }) },
      () => { throw Object.assign(new Error('the provider refused it'), { to: '+37253999001', response: { body: 'Kanaari Lindmaa' } }) },
    ]
    for (const fail of failures) {
      try { await fail(); log.warn('this did not fail') } catch (error) { log.error('it failed', error, { chainId: chain.chainId, phone: '+37253999001' }) }
    }
    log.info('a field that nobody allowed', { patientName: 'Kanaari Lindmaa' })
    await closeDatabase()`
  const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '-e', program], { env: process.env })
  const lines = stdout.trim().split('\n')
  expect(lines.filter((line) => line.includes('it failed'))).toHaveLength(8)
  expect(stdout).not.toContain('this did not fail')
  expect(findCanaries(stdout + stderr, [{ ...mari, ...phone }])).toEqual([])
  expect(stdout + stderr).not.toMatch(new RegExp(`${code}|Kanaari|Lindmaa`, 'i'))
})
