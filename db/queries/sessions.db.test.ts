import { eq, sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { findSignedInStaff, isStaffActive, touchSession } from '#db/queries/sessions.ts'
import { staffClinics } from '#db/schema/chains.ts'
import { sessions, staff } from '#db/schema/staff.ts'
import type { StaffRole } from '#lib/core/permissions.ts'
import { asAuth } from '#lib/runtime/transaction.ts'
import { aChain, aClinic, testDatabase } from '#tests/database.ts'

testDatabase()

const IDLE = { daySeconds: 4 * 3600, rememberedSeconds: 7 * 86_400 }
const find = (token: string) => asAuth((tx) => findSignedInStaff(tx, token, IDLE))

async function aSession({
  role = 'chain_manager',
  chainId,
  active = true,
  days = 1,
  seenHoursAgo = 0,
  endedAlready = false,
}: {
  role?: StaffRole
  chainId: string | null
  active?: boolean
  days?: number
  seenHoursAgo?: number
  endedAlready?: boolean
}) {
  const token = crypto.randomUUID()
  const [person] = await db()
    .insert(staff)
    .values({ chainId, role, active, name: 'Kadri Lepik', email: `${token}@kliinik.ee` })
    .returning()
  const staffId = person?.id ?? ''
  await db()
    .insert(sessions)
    .values({
      staffId,
      token,
      createdAt: sql`now()`,
      updatedAt: sql`now() - make_interval(hours => ${seenHoursAgo})`,
      expiresAt: endedAlready ? sql`now() - interval '1 second'` : sql`now() + make_interval(days => ${days})`,
    })
  return { token, staffId }
}

describe('who a session belongs to', () => {
  test('a chain manager comes with the chain and all its clinics, by name', async () => {
    const ctx = await aChain()
    await aClinic(ctx, { name: 'Tartu' })
    await aClinic(ctx, { name: 'Narva' })
    const { token } = await aSession({ chainId: ctx.chainId })
    const found = await find(token)
    expect(found?.staff).toMatchObject({ role: 'chain_manager', chain: { id: ctx.chainId, senderName: 'Hambaravi' } })
    expect(found?.staff.clinics.map((clinic) => clinic.name)).toEqual(['Narva', 'Tartu'])
  })

  test('a receptionist comes with her own clinics only', async () => {
    const ctx = await aChain()
    const own = await aClinic(ctx, { name: 'Narva' })
    await aClinic(ctx, { name: 'Tartu' })
    const { token, staffId } = await aSession({ chainId: ctx.chainId, role: 'receptionist' })
    await db().insert(staffClinics).values({ chainId: ctx.chainId, staffId, clinicId: own.id })
    expect((await find(token))?.staff.clinics).toEqual([{ id: own.id, name: 'Narva', zone: 'Europe/Tallinn' }])
  })

  test('an operator has no chain and sees no clinic', async () => {
    await aClinic(await aChain())
    const { token } = await aSession({ chainId: null, role: 'operator' })
    expect((await find(token))?.staff).toMatchObject({ chain: null, clinics: [] })
  })
})

describe('when a session is over', () => {
  test.each([
    ['its end has come', { endedAlready: true }],
    ['a day session lay idle over night', { seenHoursAgo: 5 }],
    ['a remembered one lay idle for more than a week', { days: 30, seenHoursAgo: 8 * 24 }],
    ['the person was switched off', { active: false }],
  ])('%s', async (_why, values) => {
    const ctx = await aChain()
    const { token } = await aSession({ chainId: ctx.chainId, ...values })
    expect(await find(token)).toBeNull()
  })

  test('a remembered one survives a weekend', async () => {
    const ctx = await aChain()
    const { token } = await aSession({ chainId: ctx.chainId, days: 30, seenHoursAgo: 64 })
    expect(await find(token)).not.toBeNull()
  })

  test('use counts idleness anew', async () => {
    const ctx = await aChain()
    const { token } = await aSession({ chainId: ctx.chainId, seenHoursAgo: 3 })
    const before = await find(token)
    expect(before?.seenSecondsAgo).toBeGreaterThanOrEqual(3 * 3600)
    await asAuth((tx) => touchSession(tx, before?.sessionId ?? ''))
    expect((await find(token))?.seenSecondsAgo).toBeLessThan(60)
  })

  test('an unknown token belongs to nobody', async () => {
    expect(await find('nobody')).toBeNull()
  })
})

test('a person switched off may not begin a session', async () => {
  const ctx = await aChain()
  const { staffId } = await aSession({ chainId: ctx.chainId })
  expect(await asAuth((tx) => isStaffActive(tx, staffId))).toBe(true)
  await db().update(staff).set({ active: false }).where(eq(staff.id, staffId))
  expect(await asAuth((tx) => isStaffActive(tx, staffId))).toBe(false)
})
