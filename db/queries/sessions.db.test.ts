import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { findSignedInStaff, touchSession } from '#db/queries/sessions.ts'
import { staffClinics } from '#db/schema/chains.ts'
import { sessions, staff } from '#db/schema/staff.ts'
import type { StaffRole } from '#lib/core/permissions.ts'
import { asAuth } from '#lib/runtime/transaction.ts'
import { aChain, aClinic, testDatabase } from '#tests/database.ts'

testDatabase()

const TIMES = { idleSeconds: 30 * 60, absoluteSeconds: 12 * 3600 }
const find = (token: string) => asAuth((tx) => findSignedInStaff(tx, token, TIMES))

async function aSession({
  role = 'chain_manager',
  chainId,
  active = true,
  begunMinutesAgo = 0,
  seenMinutesAgo = 0,
  endedAlready = false,
}: {
  role?: StaffRole
  chainId: string | null
  active?: boolean
  begunMinutesAgo?: number
  seenMinutesAgo?: number
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
      createdAt: sql`now() - make_interval(mins => ${begunMinutesAgo})`,
      updatedAt: sql`now() - make_interval(mins => ${seenMinutesAgo})`,
      expiresAt: endedAlready ? sql`now() - interval '1 second'` : sql`now() + interval '12 hours'`,
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
    ['nobody touched it for half an hour', { seenMinutesAgo: 31 }],
    ['it was begun half a day ago, however busy it has been', { begunMinutesAgo: 12 * 60 + 1 }],
    ['the person was switched off', { active: false }],
  ])('%s', async (_why, values) => {
    const ctx = await aChain()
    const { token } = await aSession({ chainId: ctx.chainId, ...values })
    expect(await find(token)).toBeNull()
  })

  test('a telephone call does not sign anybody out', async () => {
    const ctx = await aChain()
    const { token } = await aSession({ chainId: ctx.chainId, begunMinutesAgo: 11 * 60, seenMinutesAgo: 29 })
    expect(await find(token)).not.toBeNull()
  })

  test('use counts idleness anew', async () => {
    const ctx = await aChain()
    const { token } = await aSession({ chainId: ctx.chainId, seenMinutesAgo: 20 })
    const before = await find(token)
    expect(before?.seenSecondsAgo).toBeGreaterThanOrEqual(20 * 60)
    await asAuth((tx) => touchSession(tx, before?.sessionId ?? ''))
    expect((await find(token))?.seenSecondsAgo).toBeLessThan(60)
  })

  test('an unknown token belongs to nobody', async () => {
    expect(await find('nobody')).toBeNull()
  })
})
