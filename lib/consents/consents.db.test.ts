import { expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { listConsentPolicies } from '#db/queries/consents.ts'
import { listConsentsOf } from '#db/queries/patients.ts'
import { recordConsent } from '#lib/consents/record.ts'
import { savePolicy } from '#lib/consents/save-policy.ts'
import { withdrawConsent } from '#lib/consents/withdraw.ts'
import { dayIn, dayPlus } from '#lib/core/calendar-day.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, aClinic, aPatient, aStaff, testDatabase } from '#tests/database.ts'

testDatabase()

async function aDesk() {
  const chain = await aChain()
  const clinic = await aClinic(chain)
  const patient = await aPatient(chain, clinic)
  await savePolicy(chain, { version: 0, languages: ['et', 'ru'], bodies: ['Luban saata pakkumisi.', 'Разрешаю.'] })
  return { chain, clinic, patient, desk: await aStaff(chain, 'receptionist', [clinic.id]) }
}

const today = (ctx: Ctx) => dayIn('Europe/Tallinn', ctx.now)
const consentsOf = (ctx: Ctx, id: string) => inChain(ctx, (tx) => listConsentsOf(tx, ctx.chainId, id))

const YES = { channel: 'sms', purposes: ['marketing'], how: 'paper', policy: '1.et' } as const
const yes = (patientId: string, givenOn: string) => ({ ...YES, purposes: [...YES.purposes], patientId, givenOn })

test('a yes keeps what was shown, in which version and language, how, when and who wrote it down', async () => {
  const { desk, patient } = await aDesk()
  const purposes: ('marketing' | 'recall')[] = ['marketing', 'recall']
  expect(await recordConsent(desk, { ...yes(patient.id, today(desk)), purposes })).toEqual({ recorded: 2 })
  const [recall, marketing] = await consentsOf(desk, patient.id)
  for (const consent of [recall, marketing]) {
    expect(consent).toMatchObject({
      channel: 'sms',
      source: 'staff',
      how: 'paper',
      wording: 'Luban saata pakkumisi.',
      language: 'et',
      policyVersion: '1',
      recordedBy: desk.staffId,
      givenAt: desk.now,
    })
  }
  const audit = await db().execute(
    sql`select after from audit_log where chain_id = ${desk.chainId} and action = 'consent.record'`,
  )
  expect(audit).toHaveLength(2)
})

test('twice is once: the first evidence stays', async () => {
  const { desk, patient } = await aDesk()
  await recordConsent(desk, yes(patient.id, dayPlus(today(desk), -30)))
  expect(await recordConsent(desk, { ...yes(patient.id, today(desk)), how: 'phone' })).toEqual({ recorded: 0 })
  expect(await consentsOf(desk, patient.id)).toMatchObject([{ how: 'paper' }])
})

test('a change of the words leaves what was agreed to as it was', async () => {
  const { chain, desk, patient } = await aDesk()
  await recordConsent(desk, yes(patient.id, today(desk)))
  expect(await savePolicy(chain, { version: 1, languages: ['et', 'ru'], bodies: ['Muu tekst', ''] })).toEqual({
    version: 2,
  })
  expect(await consentsOf(desk, patient.id)).toMatchObject([{ wording: 'Luban saata pakkumisi.', policyVersion: '1' }])
  const policies = await inChain(chain, (tx) => listConsentPolicies(tx, chain.chainId))
  expect(policies.map(({ version, language }) => `${version}.${language}`)).toEqual(['2.et', '1.et', '1.ru'])
})

test('who saves what somebody else has changed meanwhile is told; saving the same makes no version', async () => {
  const { chain } = await aDesk()
  const attempt = savePolicy(chain, { version: 0, languages: ['et'], bodies: ['x'] })
  await expect(attempt).rejects.toMatchObject({ code: 'conflict' })
  const same = { version: 1, languages: ['et', 'ru'], bodies: ['Luban saata pakkumisi.', 'Разрешаю.'] }
  expect(await savePolicy(chain, same)).toEqual({ version: 1 })
})

test('taken back it stays on record, with who and how; a new yes is another row', async () => {
  const { desk, patient } = await aDesk()
  await recordConsent(desk, yes(patient.id, today(desk)))
  const [given] = await consentsOf(desk, patient.id)
  const end = { patientId: patient.id, consentId: given?.id ?? '', how: 'phone' } as const
  await withdrawConsent(desk, end)
  await withdrawConsent(desk, end)
  expect(await consentsOf(desk, patient.id)).toMatchObject([{ withdrawnBy: desk.staffId, withdrawnHow: 'phone' }])
  await recordConsent(desk, yes(patient.id, today(desk)))
  expect((await consentsOf(desk, patient.id)).map(({ withdrawnAt }) => withdrawnAt === null)).toEqual([true, false])
})

test.each([
  ['tomorrow', { givenOn: 1 }, 'consent_in_future'],
  ['words that the chain never had', { policy: '7.et' }, 'not_found'],
  ['a language that it was never shown in', { policy: '1.fi' }, 'not_found'],
])('%s is refused', async (_why, change, code) => {
  const { desk, patient } = await aDesk()
  const givenOn = 'givenOn' in change && change.givenOn ? dayPlus(today(desk), change.givenOn) : today(desk)
  const policy = 'policy' in change && change.policy ? change.policy : '1.et'
  await expect(recordConsent(desk, { ...yes(patient.id, givenOn), policy })).rejects.toMatchObject({ code })
  expect(await consentsOf(desk, patient.id)).toEqual([])
})

test("a patient of another clinic or chain is nobody's business", async () => {
  const { chain, desk } = await aDesk()
  const elsewhere = await aPatient(chain, await aClinic(chain))
  const other = await aDesk()
  for (const { id } of [elsewhere, other.patient]) {
    await expect(recordConsent(desk, yes(id, today(desk)))).rejects.toMatchObject({ code: 'not_found' })
  }
})

test('evidence is not edited, by the portal or by a job', async () => {
  const { desk, patient } = await aDesk()
  await recordConsent(desk, yes(patient.id, today(desk)))
  for (const statement of [
    sql`update consents set wording = 'x'`,
    sql`update consents set given_at = now()`,
    sql`delete from consents`,
    sql`update opt_outs set source = 'reply'`,
    sql`update consent_policies set body = 'x'`,
  ]) {
    await expect(inChain(desk, (tx) => tx.execute(statement))).rejects.toMatchObject({ cause: { code: '42501' } })
  }
})
