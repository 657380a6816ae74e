import { desc, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { listInvitations } from '#db/queries/invitations.ts'
import { findSignedInStaff } from '#db/queries/sessions.ts'
import { listStaff } from '#db/queries/staff.ts'
import { auditLog } from '#db/schema/audit.ts'
import { letters } from '#db/schema/letters.ts'
import { invitations, staff } from '#db/schema/staff.ts'
import { writeLetter } from '#lib/letters/write.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { asAuth, inChain } from '#lib/runtime/transaction.ts'
import { signIn } from '#lib/sign-in/sign-in.ts'
import { SESSION_TIMES } from '#lib/sign-in/times.ts'
import { hashOfToken } from '#lib/sign-in/token.ts'
import { acceptInvitation, openInvitation } from '#lib/staff/accept-invitation.ts'
import { changeAccess } from '#lib/staff/change-access.ts'
import { deactivateStaff } from '#lib/staff/deactivate.ts'
import { invite } from '#lib/staff/invite.ts'
import { reactivateStaff } from '#lib/staff/reactivate.ts'
import { resendInvitation } from '#lib/staff/resend-invitation.ts'
import { withdrawInvitation } from '#lib/staff/withdraw-invitation.ts'
import { aChain, aClinic, aStaff, testDatabase } from '#tests/database.ts'
import { aPerson, aVisitor, PASSWORD } from '#tests/sign-in.ts'

testDatabase()

const NEW_PASSWORD = 'neli rohelist konna tiigis'

async function aManaged() {
  const base = await aChain()
  const clinic = await aClinic(base)
  return { base, clinic, manager: await aStaff(base, 'chain_manager') }
}

const aGuest = (clinicIds: string[]) => ({
  name: 'Vera Ivanova',
  email: `vera-${crypto.randomUUID()}@kliinik.ee`,
  locale: 'ru' as const,
  role: 'receptionist' as const,
  clinicIds,
})

async function linkFor(email: string): Promise<string> {
  const [letter] = await db()
    .select()
    .from(letters)
    .where(eq(letters.toAddress, email))
    .orderBy(desc(letters.createdAt))
  return /\/invite\/(\S+)/.exec((letter && (await writeLetter(letter))?.text) ?? '')?.[1] ?? ''
}

const accept = (token: string) => acceptInvitation(aVisitor(), { token, name: 'Vera Ivanova', password: NEW_PASSWORD })
const codesOf = async (tries: Promise<unknown>[]) =>
  (await Promise.allSettled(tries)).map((one) => (one.status === 'fulfilled' ? 'done' : one.reason.code)).toSorted()

async function sessionOf(email: string, password = PASSWORD) {
  const signedIn = await signIn(aVisitor(), { email, password })
  const token = 'session' in signedIn ? signedIn.session.token : ''
  return () => asAuth((tx) => findSignedInStaff(tx, hashOfToken(token), SESSION_TIMES))
}

describe('an invitation', () => {
  test('makes a colleague of whoever holds the letter, once, with the invitation’s rights', async () => {
    const { manager, clinic } = await aManaged()
    const guest = aGuest([clinic.id])
    await invite(manager, guest)
    const token = await linkFor(guest.email)
    expect(await openInvitation(token)).toMatchObject({ email: guest.email, role: 'receptionist' })
    const [kept] = await db().select().from(invitations)
    expect(JSON.stringify(kept)).not.toContain(token)

    expect(await codesOf(Array.from({ length: 8 }, () => accept(token)))).toEqual([
      'done',
      ...Array(7).fill('link_used'),
    ])
    expect(await openInvitation(token)).toBeNull()
    const found = await (await sessionOf(guest.email, NEW_PASSWORD))()
    expect(found?.staff).toMatchObject({
      role: 'receptionist',
      clinics: [{ id: clinic.id }],
      chain: { id: manager.chainId },
    })
    const people = await inChain(manager, (tx) => listStaff(tx, manager.chainId))
    expect(people.find(({ email }) => email === guest.email)).toMatchObject({
      active: true,
      lastSignInAt: expect.any(Date),
    })
    const log = await db().select().from(auditLog).where(eq(auditLog.chainId, manager.chainId))
    expect(log.map(({ action }) => action)).toEqual(expect.arrayContaining(['staff.invite', 'staff.accept', 'sign_in']))
    expect(JSON.stringify(log)).not.toContain(token)
  })

  test('sent again works by its new link only, and withdrawn by none', async () => {
    const { manager, clinic } = await aManaged()
    const guest = aGuest([clinic.id])
    await invite(manager, guest)
    const first = await linkFor(guest.email)
    const [{ id: invitationId } = { id: '' }] = await inChain(manager, (tx) => listInvitations(tx, manager.chainId))
    await db().delete(letters)
    await resendInvitation(manager, { invitationId })
    const second = await linkFor(guest.email)
    expect([await openInvitation(first), await openInvitation(second)]).toMatchObject([null, { id: invitationId }])

    const stranger = await aStaff(await aChain(), 'chain_manager')
    await expect(withdrawInvitation(stranger, { invitationId })).rejects.toMatchObject({ code: 'not_found' })
    await withdrawInvitation(manager, { invitationId })
    await expect(accept(second)).rejects.toMatchObject({ code: 'link_used' })
  })

  test('is over after a week', async () => {
    const { manager, clinic } = await aManaged()
    const guest = aGuest([clinic.id])
    await invite(manager, guest)
    const token = await linkFor(guest.email)
    await db()
      .update(invitations)
      .set({ expiresAt: new Date(0) })
    await expect(accept(token)).rejects.toMatchObject({ code: 'link_used' })
  })

  test('does not tell whether another chain knows the address; only its reader learns it', async () => {
    const { manager, clinic } = await aManaged()
    const elsewhere = await aPerson(await aChain())
    await invite(manager, { ...aGuest([clinic.id]), email: elsewhere.email })
    await expect(accept(await linkFor(elsewhere.email))).rejects.toMatchObject({ code: 'staff_email_elsewhere' })
    const own = await aPerson(manager)
    await expect(invite(manager, { ...aGuest([clinic.id]), email: own.email })).rejects.toMatchObject({
      code: 'staff_exists',
    })
  })

  test('names clinics of the chain only', async () => {
    const { manager } = await aManaged()
    const other = await aClinic(await aChain())
    await expect(invite(manager, aGuest([other.id]))).rejects.toMatchObject({ code: 'clinic_unknown' })
  })
})

describe('rights', () => {
  test('taken away sign somebody out at once, everywhere', async () => {
    const { base, clinic, manager } = await aManaged()
    const person = await aPerson(base)
    const session = await sessionOf(person.email)
    expect(await session()).not.toBeNull()
    await changeAccess(manager, { staffId: person.staffId, role: 'viewer', clinicIds: [clinic.id] })
    expect(await session()).toBeNull()

    const again = await sessionOf(person.email)
    expect((await again())?.staff).toMatchObject({ role: 'viewer', clinics: [{ id: clinic.id }] })
    await deactivateStaff(manager, { staffId: person.staffId })
    expect(await again()).toBeNull()
    await expect(sessionOf(person.email)).rejects.toMatchObject({ code: 'sign_in_failed' })
    await reactivateStaff(manager, { staffId: person.staffId })
    expect(await (await sessionOf(person.email))()).not.toBeNull()
  })

  test('of another chain’s people are not there to change', async () => {
    const { clinic, manager } = await aManaged()
    const stranger = await aPerson(await aChain())
    const session = await sessionOf(stranger.email)
    const access = { staffId: stranger.staffId, role: 'viewer' as const, clinicIds: [clinic.id] }
    await expect(changeAccess(manager, access)).rejects.toMatchObject({ code: 'not_found' })
    await expect(deactivateStaff(manager, { staffId: stranger.staffId })).rejects.toMatchObject({ code: 'not_found' })
    expect(await session()).not.toBeNull()
  })

  test('of oneself are somebody else’s to change', async () => {
    const { manager } = await aManaged()
    const staffId = manager.staffId ?? ''
    const access = { staffId, role: 'viewer' as const, clinicIds: [] }
    await expect(changeAccess(manager, access)).rejects.toMatchObject({ code: 'staff_own_access' })
    await expect(deactivateStaff(manager, { staffId })).rejects.toMatchObject({ code: 'staff_own_access' })
  })
})

describe('the last chain manager', () => {
  const managersOf = async (ctx: Ctx) =>
    (await inChain(ctx, (tx) => listStaff(tx, ctx.chainId))).filter(
      ({ role, active }) => role === 'chain_manager' && active,
    )

  test('cannot be switched off or demoted, by whoever', async () => {
    const { base, clinic, manager } = await aManaged()
    const script = { ...base, staffId: null }
    const staffId = manager.staffId ?? ''
    await expect(deactivateStaff(script, { staffId })).rejects.toMatchObject({ code: 'staff_last_manager' })
    const demoted = changeAccess(script, { staffId, role: 'viewer', clinicIds: [clinic.id] })
    await expect(demoted).rejects.toMatchObject({ code: 'staff_last_manager' })
  })

  test('is left when two switch each other off at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { base, clinic, manager } = await aManaged()
      const second = await aStaff(base, 'chain_manager')
      const [first, other] = [manager.staffId ?? '', second.staffId ?? '']
      const outcomes = await codesOf([
        deactivateStaff(manager, { staffId: other }),
        changeAccess(second, { staffId: first, role: 'viewer', clinicIds: [clinic.id] }),
      ])
      expect(outcomes).toEqual(['done', 'staff_last_manager'])
      expect(await managersOf(base)).toHaveLength(1)
    }
  })
})

test('the list goes on from page to page, those who were switched off last, and nobody twice', async () => {
  const { base, manager } = await aManaged()
  const people = [manager.staffId ?? '']
  for (let number = 0; number < 6; number += 1) people.push((await aStaff(base, 'receptionist')).staffId ?? '')
  const off = people[2] ?? ''
  await deactivateStaff(manager, { staffId: off })
  const seen: string[] = []
  for (;;) {
    const page = await inChain(manager, (tx) => listStaff(tx, base.chainId, { after: seen.at(-1), limit: 2 }))
    seen.push(...page.slice(0, 2).map(({ id }) => id))
    if (page.length <= 2) break
  }
  expect(seen.toSorted()).toEqual(people.toSorted())
  expect(seen.at(-1)).toBe(off)
})

test('the list knows nothing of other chains', async () => {
  const { manager } = await aManaged()
  await aPerson(await aChain())
  const people = await inChain(manager, (tx) => listStaff(tx, manager.chainId))
  expect(people.map(({ id }) => id)).toEqual([manager.staffId])
  expect(await inChain(manager, (tx) => tx.$count(staff))).toBe(1)
})
