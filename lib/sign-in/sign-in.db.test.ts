import { desc, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { findSignedInStaff } from '#db/queries/sessions.ts'
import { auditLog } from '#db/schema/audit.ts'
import { letters } from '#db/schema/letters.ts'
import { oneTimeTokens, sessions, staff } from '#db/schema/staff.ts'
import { writeLetter } from '#lib/letters/write.ts'
import { asAuth } from '#lib/runtime/transaction.ts'
import { askReset } from '#lib/sign-in/ask-reset.ts'
import { isResetOpen, resetPassword } from '#lib/sign-in/reset-password.ts'
import { sendResets } from '#lib/sign-in/send-resets.ts'
import { signIn } from '#lib/sign-in/sign-in.ts'
import type { SignedIn, VisitorCtx } from '#lib/sign-in/sign-in-ctx.ts'
import { signOut } from '#lib/sign-in/sign-out.ts'
import { SESSION_TIMES } from '#lib/sign-in/times.ts'
import { hashOfToken } from '#lib/sign-in/token.ts'
import { countTry, passwordSlates, settleTry } from '#lib/sign-in/tries.ts'
import { aChain, testDatabase } from '#tests/database.ts'
import { aPerson, aVisitor, PASSWORD } from '#tests/sign-in.ts'

testDatabase()

const NEW_PASSWORD = 'neli rohelist konna tiigis'

const guess = (visitor: VisitorCtx, email: string, password = 'wrong-wrong-wrong') =>
  signIn(visitor, { email, password })
const codeOf = (outcome: PromiseSettledResult<unknown>) =>
  outcome.status === 'fulfilled' ? 'in' : (outcome.reason as { code: string }).code

/** Tries as many times as a stranger may, and then some; tells how many went through. */
async function useUp(visitor: VisitorCtx, email: string): Promise<number> {
  const tries = Array.from({ length: 12 }, () => countTry(passwordSlates(visitor, email)))
  return (await Promise.allSettled(tries)).filter(({ status }) => status === 'fulfilled').length
}

function sessionOf(signedIn: SignedIn) {
  if (!('session' in signedIn)) throw new Error('a second step was asked for')
  return signedIn.session
}

const whoIs = async (token: string) =>
  (await asAuth((tx) => findSignedInStaff(tx, hashOfToken(token), SESSION_TIMES)))?.staff.email ?? null

async function resetLink(email: string): Promise<string> {
  const [letter] = await db()
    .select()
    .from(letters)
    .where(eq(letters.toAddress, email))
    .orderBy(desc(letters.createdAt))
  return /\/reset\/(\S+)/.exec((letter && (await writeLetter(letter))?.text) ?? '')?.[1] ?? ''
}

describe('signing in', () => {
  test('a right password begins a session, kept by its hash and written down', async () => {
    const ctx = await aChain()
    const { email, staffId } = await aPerson(ctx)
    const { token } = sessionOf(await guess(aVisitor(), email.toUpperCase(), PASSWORD))
    expect(await whoIs(token)).toBe(email)
    expect(await db().select({ token: sessions.token }).from(sessions)).not.toContainEqual({ token })
    expect(await db().select().from(staff).where(eq(staff.id, staffId))).toMatchObject([
      { lastSignInAt: expect.any(Date) },
    ])
    const log = await db().select().from(auditLog).where(eq(auditLog.staffId, staffId))
    expect(log).toMatchObject([{ action: 'sign_in', device: 'Firefox', chainId: ctx.chainId }])
    expect(JSON.stringify(log)).not.toContain(token)
  })

  test('signing out ends the session in the database', async () => {
    const { email } = await aPerson(await aChain())
    const { token } = sessionOf(await guess(aVisitor(), email, PASSWORD))
    await signOut(token, { address: null, device: null })
    expect(await whoIs(token)).toBeNull()
  })

  test('somebody who was switched off is refused as if there were no such account', async () => {
    const { email } = await aPerson(await aChain(), { active: false })
    const refusal = { code: 'sign_in_failed', params: { left: 9 }, field: 'password' }
    await expect(guess(aVisitor(), email, PASSWORD)).rejects.toMatchObject(refusal)
    await expect(guess(aVisitor(), 'nobody@example.ee', PASSWORD)).rejects.toMatchObject(refusal)
  })

  test('an address without an account takes as long as one with', async () => {
    const { email } = await aPerson(await aChain())
    const took = async (address: string) => {
      const begun = performance.now()
      await guess(aVisitor(), address).catch(() => {})
      return performance.now() - begun
    }
    const known: number[] = []
    const unknown: number[] = []
    for (let round = 0; round < 5; round += 1) {
      known.push(await took(email))
      unknown.push(await took(`nobody${round}@example.ee`))
    }
    // Measured beside each other, so that a busy machine slows both; a password that is not looked at would be ten times as quick.
    expect(medianOf(unknown) / medianOf(known)).toBeGreaterThan(0.6)
    expect(medianOf(unknown) / medianOf(known)).toBeLessThan(1.7)
  })
})

describe('guessing', () => {
  test('of 200 tries at an account at the same moment, from as many addresses, ten are looked at', async () => {
    const { email } = await aPerson(await aChain())
    const outcomes = await Promise.allSettled(Array.from({ length: 200 }, () => guess(aVisitor(), email)))
    const codes = outcomes.map(codeOf)
    expect(codes.filter((code) => code === 'sign_in_failed')).toHaveLength(10)
    expect(codes.filter((code) => code === 'too_many_attempts')).toHaveLength(190)
    // The right password no longer helps from somewhere new.
    await expect(guess(aVisitor(), email, PASSWORD)).rejects.toMatchObject({ code: 'too_many_attempts' })
  })

  test('of 200 tries from one address at as many accounts, ten are looked at', async () => {
    const address = 'one-address'
    const tries = Array.from({ length: 200 }, (_, index) => guess(aVisitor({ address }), `person${index}@example.ee`))
    const codes = (await Promise.allSettled(tries)).map(codeOf)
    expect(codes.filter((code) => code === 'sign_in_failed')).toHaveLength(10)
  })

  test('the owner still gets in on a computer that was used before, however others guess', async () => {
    const { email } = await aPerson(await aChain())
    const { deviceNote } = sessionOf(await guess(aVisitor(), email, PASSWORD))
    await useUp(aVisitor(), email)
    expect(sessionOf(await guess(aVisitor({ deviceNote }), email, PASSWORD)).deviceNote).toBe(deviceNote)
  })

  test('a known computer has ten tries of its own, and is known to its account only', async () => {
    const ctx = await aChain()
    const [{ email }, { email: other }] = [await aPerson(ctx), await aPerson(ctx)]
    const { deviceNote } = sessionOf(await guess(aVisitor(), email, PASSWORD))
    expect(await useUp(aVisitor({ deviceNote }), email)).toBe(10)
    expect(await useUp(aVisitor({ deviceNote }), other)).toBe(10)
    const altered = aVisitor({ deviceNote: `${deviceNote}x` })
    await expect(guess(altered, other, PASSWORD)).rejects.toMatchObject({ code: 'too_many_attempts' })
  })

  test('colleagues behind one address who know their passwords do not lock each other out', async () => {
    const slates = (email: string) => passwordSlates(aVisitor({ address: 'clinic' }), email)
    for (let colleague = 0; colleague < 30; colleague += 1) {
      await countTry(slates(`${colleague}@kliinik.ee`))
      await settleTry(slates(`${colleague}@kliinik.ee`))
    }
    expect(await countTry(slates('uus@kliinik.ee'))).toEqual({ left: 9 })
  })
})

describe('a forgotten password', () => {
  test('is set anew by the link, once; every session ends, and others’ guessing is forgotten', async () => {
    const { email, staffId } = await aPerson(await aChain())
    const { token } = sessionOf(await guess(aVisitor(), email, PASSWORD))
    await useUp(aVisitor(), email)
    await askReset(aVisitor(), { email })
    await sendResets()
    const link = await resetLink(email)
    expect(await isResetOpen(link)).toBe(true)
    expect(await isResetOpen(link)).toBe(true)

    const known = resetPassword(aVisitor(), { token: link, password: 'katikask2026!' })
    await expect(known).rejects.toMatchObject({ code: 'password_known', field: 'password' })
    const uses = Array.from({ length: 5 }, () => resetPassword(aVisitor(), { token: link, password: NEW_PASSWORD }))
    const codes = (await Promise.allSettled(uses)).map(codeOf)
    expect(codes.toSorted()).toEqual(['in', ...Array(4).fill('link_used')])

    expect(await whoIs(token)).toBeNull()
    await expect(guess(aVisitor(), email, PASSWORD)).rejects.toMatchObject({ code: 'sign_in_failed' })
    expect(await whoIs(sessionOf(await guess(aVisitor(), email, NEW_PASSWORD)).token)).toBe(email)
    const log = await db().select().from(auditLog).where(eq(auditLog.staffId, staffId))
    expect(log.map(({ action }) => action)).toContain('sign_in.reset')
  })

  test('a link is over after an hour, and a made-up one is none', async () => {
    const { email } = await aPerson(await aChain())
    await askReset(aVisitor(), { email })
    await sendResets()
    const token = await resetLink(email)
    await db()
      .update(oneTimeTokens)
      .set({ expiresAt: new Date(0) })
      .where(eq(oneTimeTokens.hash, hashOfToken(token)))
    for (const dead of [token, 'made-up', '']) {
      await expect(resetPassword(aVisitor(), { token: dead, password: NEW_PASSWORD })).rejects.toMatchObject({
        code: 'link_used',
      })
    }
  })

  test('nothing tells whether an address has an account: the same is written, and only a letter follows', async () => {
    const { email } = await aPerson(await aChain())
    const before = await db().$count(letters)
    await askReset(aVisitor(), { email: 'nobody@example.ee' })
    await askReset(aVisitor(), { email })
    const asked = await db().select().from(oneTimeTokens).where(eq(oneTimeTokens.kind, 'reset_asked'))
    expect(asked.map(({ staffId, data }) => [staffId, Object.keys(data)])).toEqual([
      [null, ['email']],
      [null, ['email']],
    ])
    await sendResets()
    expect(await db().$count(letters)).toBe(before + 1)
  })

  test('asked for in a flood it brings ten letters at most, with the same answer', async () => {
    const { email } = await aPerson(await aChain())
    await Promise.all(Array.from({ length: 40 }, () => askReset(aVisitor(), { email })))
    expect(await db().$count(oneTimeTokens, eq(oneTimeTokens.kind, 'reset_asked'))).toBe(10)
    await sendResets()
  })
})

function medianOf(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
