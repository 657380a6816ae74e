import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { auditLog } from '#db/schema/audit.ts'
import { passkeys, recoveryCodes, sessions } from '#db/schema/staff.ts'
import { addPasskey } from '#lib/sign-in/add-passkey.ts'
import { askPasskey } from '#lib/sign-in/ask-passkey.ts'
import { changePassword } from '#lib/sign-in/change-password.ts'
import { confirmSecondStep } from '#lib/sign-in/confirm-second-step.ts'
import { confirmTotp } from '#lib/sign-in/confirm-totp.ts'
import { endOtherSessions, endSession } from '#lib/sign-in/end-sessions.ts'
import { removePasskey } from '#lib/sign-in/remove-passkey.ts'
import { renewRecoveryCodes } from '#lib/sign-in/renew-recovery-codes.ts'
import { openTotpSetUp } from '#lib/sign-in/set-up-totp.ts'
import { signIn } from '#lib/sign-in/sign-in.ts'
import { askForPasskey, signInByPasskey } from '#lib/sign-in/sign-in-by-passkey.ts'
import type { PersonCtx } from '#lib/sign-in/sign-in-ctx.ts'
import { totpCode, totpStep } from '#lib/sign-in/totp.ts'
import { turnOffTotp } from '#lib/sign-in/turn-off-totp.ts'
import { aChain, testDatabase } from '#tests/database.ts'
import { aPerson, aVisitor, PASSWORD } from '#tests/sign-in.ts'

testDatabase()

const LATER = new Date(Date.now() + 10 * 60_000)
const currentPassword = PASSWORD

async function withApp(): Promise<{ person: PersonCtx; secret: string; codes: string[] }> {
  const person = await aPerson(await aChain())
  const { secret } = (await openTotpSetUp(person)) ?? { secret: '' }
  const { codes } = await confirmTotp(person, { code: totpCode(secret, totpStep(person.now)) })
  return { person, secret, codes }
}

async function firstStep(email: string): Promise<string> {
  const signedIn = await signIn(aVisitor(), { email, password: PASSWORD })
  return 'secondStep' in signedIn ? signedIn.secondStep : ''
}

const codesOf = async (tries: Promise<unknown>[]) =>
  (await Promise.allSettled(tries)).map((one) => (one.status === 'fulfilled' ? 'in' : one.reason.code)).toSorted()

describe('an authenticator app', () => {
  test('counts from its first code on; then a password alone does not sign in', async () => {
    const person = await aPerson(await aChain())
    const offered = await openTotpSetUp(person)
    expect(await openTotpSetUp(person)).toEqual(offered)
    expect(await firstStep(person.email)).toBe('')
    await expect(confirmTotp(person, { code: '000000' })).rejects.toMatchObject({
      code: 'code_wrong',
      params: { left: 9 },
    })
    await confirmTotp(person, { code: totpCode(offered?.secret ?? '', totpStep(person.now)) })
    expect(await firstStep(person.email)).not.toBe('')
    expect(await openTotpSetUp(person)).toBeNull()
  })

  test('counts at once for the session it is set up in, and no more when it is turned off', async () => {
    const person = await aPerson(await aChain())
    const [open] = await db()
      .insert(sessions)
      .values({ staffId: person.staffId, token: crypto.randomUUID(), expiresAt: LATER })
      .returning({ id: sessions.id })
    const here = { ...person, sessionId: open?.id ?? '' }
    const shown = async () =>
      (await db().select({ method: sessions.method }).from(sessions).where(eq(sessions.id, here.sessionId)))[0]?.method
    expect(await shown()).toBe('password')
    const { secret } = (await openTotpSetUp(here)) ?? { secret: '' }
    await confirmTotp(here, { code: totpCode(secret, totpStep(here.now)) })
    expect(await shown()).toBe('totp')
    await turnOffTotp(here, { currentPassword })
    expect(await shown()).toBe('password')
  })

  test('its code signs in once, though fifty post it at the same moment', async () => {
    const { person, secret } = await withApp()
    const pass = await firstStep(person.email)
    const code = totpCode(secret, totpStep(LATER))
    const outcomes = await codesOf(
      Array.from({ length: 50 }, () => confirmSecondStep(aVisitor({ now: LATER }), pass, { code })),
    )
    expect(outcomes.filter((outcome) => outcome === 'in')).toHaveLength(1)
    const again = await firstStep(person.email)
    await expect(confirmSecondStep(aVisitor({ now: LATER }), again, { code })).rejects.toMatchObject({
      code: /code_wrong|too_many/,
    })
  })

  test('of 200 guesses at the same moment ten are looked at', async () => {
    const { person } = await withApp()
    const pass = await firstStep(person.email)
    const outcomes = await codesOf(
      Array.from({ length: 200 }, () => confirmSecondStep(aVisitor(), pass, { code: '000000' })),
    )
    expect(outcomes.filter((outcome) => outcome === 'code_wrong')).toHaveLength(10)
  })

  test('without the pass of the first step no code helps', async () => {
    const { codes } = await withApp()
    for (const pass of ['', 'made-up']) {
      const tried = confirmSecondStep(aVisitor(), pass, { code: codes[0] ?? '' })
      await expect(tried).rejects.toMatchObject({ code: 'second_step_over' })
    }
  })

  test('is turned off with the password only, and takes its recovery codes along', async () => {
    const { person } = await withApp()
    const wrong = turnOffTotp(person, { currentPassword: 'not it' })
    await expect(wrong).rejects.toMatchObject({ code: 'password_wrong', field: 'currentPassword' })
    await turnOffTotp(person, { currentPassword })
    expect(await firstStep(person.email)).toBe('')
    expect(await db().$count(recoveryCodes, eq(recoveryCodes.staffId, person.staffId))).toBe(0)
    const log = await db()
      .select({ action: auditLog.action })
      .from(auditLog)
      .where(eq(auditLog.staffId, person.staffId))
    expect(log.map(({ action }) => action)).toEqual(expect.arrayContaining(['sign_in.totp_on', 'sign_in.totp_off']))
  })
})

describe('recovery codes', () => {
  test('each signs in once, and is kept as a hash', async () => {
    const { person, codes } = await withApp()
    const [code = ''] = codes
    await confirmSecondStep(aVisitor(), await firstStep(person.email), { code: code.toLowerCase() })
    const again = confirmSecondStep(aVisitor(), await firstStep(person.email), { code })
    await expect(again).rejects.toMatchObject({ code: 'code_wrong' })
    const kept = await db().select().from(recoveryCodes).where(eq(recoveryCodes.staffId, person.staffId))
    expect(kept).toHaveLength(10)
    expect(JSON.stringify(kept)).not.toContain(code.replaceAll('-', ''))
  })

  test('new ones put the old ones out of use', async () => {
    const { person, codes } = await withApp()
    const { codes: fresh } = await renewRecoveryCodes(person, { currentPassword })
    const old = confirmSecondStep(aVisitor(), await firstStep(person.email), { code: codes[1] ?? '' })
    await expect(old).rejects.toMatchObject({ code: 'code_wrong' })
    await confirmSecondStep(aVisitor(), await firstStep(person.email), { code: fresh[1] ?? '' })
  })
})

describe('passkeys', () => {
  const madeUp = { id: 'AAAA', rawId: 'AAAA', type: 'public-key' as const, response: { clientDataJSON: 'e30' } }

  test('one that is made up is refused like one that is not known', async () => {
    await askForPasskey(aVisitor())
    await expect(signInByPasskey(aVisitor(), { credential: madeUp })).rejects.toMatchObject({ code: 'passkey_unknown' })
    const person = await aPerson(await aChain())
    await askPasskey(person, { name: 'Laud', currentPassword })
    await expect(addPasskey(person, { name: 'Laud', credential: madeUp })).rejects.toMatchObject({
      code: 'passkey_unknown',
    })
  })

  test('questions are limited by address, 200 at once too', async () => {
    const outcomes = await codesOf(Array.from({ length: 200 }, () => askForPasskey(aVisitor({ address: 'flood' }))))
    expect(outcomes.filter((outcome) => outcome === 'in')).toHaveLength(10)
  })

  test('a colleague’s cannot be taken away', async () => {
    const ctx = await aChain()
    const [owner, other] = [await aPerson(ctx), await aPerson(ctx)]
    const [key] = await db()
      .insert(passkeys)
      .values({ staffId: owner.staffId, credentialId: 'owner-key', publicKey: 'x', name: 'Laud' })
      .returning()
    const passkeyId = key?.id ?? ''
    await expect(removePasskey(other, { passkeyId })).rejects.toMatchObject({ code: 'not_found' })
    await removePasskey(owner, { passkeyId })
    expect(await db().$count(passkeys, eq(passkeys.id, passkeyId))).toBe(0)
  })
})

describe('one’s own sessions', () => {
  test('another password ends all but this one; a colleague’s are out of reach', async () => {
    const ctx = await aChain()
    const [person, other] = [await aPerson(ctx), await aPerson(ctx)]
    for (const { email } of [person, person, person, other]) await signIn(aVisitor(), { email, password: PASSWORD })
    const open = () => db().select({ id: sessions.id }).from(sessions).where(eq(sessions.staffId, person.staffId))
    const [here] = await open()
    const me = { ...person, sessionId: here?.id ?? '' }

    const [theirs] = await db().select({ id: sessions.id }).from(sessions).where(eq(sessions.staffId, other.staffId))
    await endSession(me, { sessionId: theirs?.id ?? '' })
    expect(await db().$count(sessions, eq(sessions.staffId, other.staffId))).toBe(1)

    await changePassword(me, { currentPassword, password: 'neli rohelist konna tiigis' })
    expect(await open()).toEqual([here])
    await signIn(aVisitor(), { email: person.email, password: 'neli rohelist konna tiigis' })
    await endOtherSessions(me)
    expect(await open()).toEqual([here])
  })
})
