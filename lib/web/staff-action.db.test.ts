import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import * as z from 'zod'

import { db, sql } from '#db/client.ts'
import { insertSession } from '#db/queries/sign-in.ts'
import { createClinic } from '#lib/clinics/create.ts'
import { CreateClinicInput } from '#lib/clinics/inputs.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { setEnv } from '#lib/runtime/env.ts'
import { log } from '#lib/runtime/log.ts'
import { asAuth } from '#lib/runtime/transaction.ts'
import { hashOfToken, newToken } from '#lib/sign-in/token.ts'
import { changeAccess } from '#lib/staff/change-access.ts'
import { deactivateStaff } from '#lib/staff/deactivate.ts'
import { operatorFormAction } from '#lib/web/operator-action.ts'
import { staffAction, staffFormAction } from '#lib/web/staff-action.ts'
import { aChain, aClinic, aStaff, testDatabase } from '#tests/database.ts'

// The order in which every action asks, with a real session on a real database; only the request itself is made up.

const request = vi.hoisted(() => ({ session: '' }))
const refresh = vi.hoisted(() => vi.fn())
vi.mock('server-only', () => ({}))
vi.mock('next/cache', () => ({ refresh }))
vi.mock('next/headers', () => ({
  cookies: async () => ({ get: (name: string) => (/session/.test(name) ? { value: request.session } : undefined) }),
  headers: async () => new Headers({ 'x-portal-path': '/settings?q=Mari' }),
}))

testDatabase()

const CLINIC = {
  name: 'Uus kliinik',
  phone: '+3726123456',
  zone: 'Europe/Tallinn',
  opensAt: '09:00',
  closesAt: '18:00',
  defaultLanguage: 'et',
}
const written = vi.spyOn(log, 'info')

let base: Ctx
let manager: Ctx
let other: Ctx
beforeEach(async () => {
  base = await aChain()
  manager = await aStaff(base, 'chain_manager')
  other = await aStaff(base, 'chain_manager')
  await signIn(manager)
})
afterEach(() => written.mockClear())

async function signIn({ staffId }: Ctx, method: 'password' | 'totp' = 'password'): Promise<void> {
  request.session = newToken()
  const tokenHash = hashOfToken(request.session)
  const session = {
    staffId: staffId ?? '',
    tokenHash,
    method,
    seconds: 3_600,
    address: null,
    device: null,
  } as const
  await asAuth((tx) => insertSession(tx, session))
}

const takeAway = async () => {
  const clinic = await aClinic(base, { name: 'Vana kliinik' })
  await changeAccess(other, { staffId: manager.staffId ?? '', role: 'viewer', clinicIds: [clinic.id] })
}
const addClinic = staffAction('settings.write', CreateClinicInput, createClinic)
const add = (name: string) => addClinic({ ...CLINIC, name } as z.input<typeof CreateClinicInput>)
const clinicsNamed = async (name: string) => {
  const [row] = await db().execute<{ rows: number }>(
    sql`select count(*)::int as rows from clinics where chain_id = ${base.chainId} and name like ${name}`,
  )
  return row?.rows
}
const lines = () => written.mock.calls.filter(([message]) => message === 'refused').map(([, fields]) => fields)

test('what a form has done draws the frame anew, wherever it leads: its balance may have changed', async () => {
  const form = new FormData()
  for (const [name, value] of Object.entries({ ...CLINIC, name: 'Raamis' })) form.set(name, value)
  const action = staffFormAction('settings.write', CreateClinicInput, createClinic, { onDone: () => '/settings' })
  refresh.mockClear()
  await expect(action(null, form)).rejects.toThrow('NEXT_REDIRECT')
  expect(refresh).toHaveBeenCalledOnce()
  expect(await clinicsNamed('Raamis')).toBe(1)
})

describe('a role that is taken away', () => {
  test('ends what its holder does: signed out, then forbidden; logged, and nothing changed', async () => {
    expect(await add('Enne')).toMatchObject({ ok: true })
    await takeAway()
    expect(await add('Uus')).toEqual({ ok: false, code: 'signed_out' })
    await signIn(manager)
    expect(await add('Uus')).toEqual({ ok: false, code: 'forbidden' })
    expect(await clinicsNamed('Uus')).toBe(0)
    const { staffId, chainId } = manager
    expect(lines()).toContainEqual(
      expect.objectContaining({ reason: 'settings.write', staffId, chainId, role: 'viewer' }),
    )
  })

  test.each([
    ['changed', takeAway],
    ['switched off', () => deactivateStaff(other, { staffId: manager.staffId ?? '' })],
  ])('while the action is under way takes the change back with it: %s', async (_how, end) => {
    // Let in with the role, and stopped before the change is written.
    const slow = staffAction('settings.write', CreateClinicInput, async (ctx, input) => {
      await end()
      return createClinic(ctx, input)
    })
    const answer = await slow({ ...CLINIC, name: 'Poolik' } as z.input<typeof CreateClinicInput>)
    expect(answer).toMatchObject({ ok: false, code: 'forbidden' })
    expect(await clinicsNamed('Poolik')).toBe(0)
    expect(lines()).toContainEqual(expect.objectContaining({ reason: 'forbidden', staffId: manager.staffId }))
  })

  test('among twenty actions at the same moment: what was refused is not there, and none comes later', async () => {
    const answers = Promise.all(Array.from({ length: 20 }, (_, index) => add(`Korraga ${index}`)))
    await takeAway()
    const done = (await answers).filter(({ ok }) => ok).length
    expect(await clinicsNamed('Korraga%')).toBe(done)
    expect(await add('Korraga hiljem')).toMatchObject({ ok: false })
  })
})

test('a posted field that is wrong is refused and logged by its code, without a word of what was typed', async () => {
  expect(await add('')).toMatchObject({ ok: false, code: 'invalid' })
  expect(lines()).toEqual([expect.objectContaining({ reason: 'invalid', staffId: manager.staffId })])
  expect(JSON.stringify(lines())).not.toMatch(/Mari|\?q=/)
})

test('whoever is not signed in is refused before anything is read', async () => {
  request.session = newToken()
  const verb = vi.fn()
  const schema = z.unknown().transform(() => verb())
  expect(await staffAction('settings.write', schema, verb)('x')).toEqual({ ok: false, code: 'signed_out' })
  expect(verb).not.toHaveBeenCalled()
})

describe('who runs the service', () => {
  async function anOperator(method: 'password' | 'totp') {
    const [row] = await db().execute<{ id: string }>(
      sql`insert into staff (name, email, role) values ('Olev Oper', gen_random_uuid() || '@example.ee', 'operator') returning id`,
    )
    await signIn({ ...base, staffId: row?.id ?? '' }, method)
  }

  test('shows more than a password, where that is required', async () => {
    const verb = vi.fn()
    const act = () => operatorFormAction(z.object({}), verb)(null, new FormData())
    await anOperator('password')
    expect(await act()).toMatchObject({ ok: true })
    process.env.OPERATOR_SECOND_STEP = 'required'
    setEnv({})
    try {
      expect(await act()).toMatchObject({ ok: false, code: 'second_step_missing' })
      expect(verb).toHaveBeenCalledTimes(1)
      await anOperator('totp')
      expect(await act()).toMatchObject({ ok: true })
    } finally {
      delete process.env.OPERATOR_SECOND_STEP
      setEnv({})
    }
  })

  test('is nobody of the staff', async () => {
    const verb = vi.fn()
    expect(await operatorFormAction(z.object({}), verb)(null, new FormData())).toMatchObject({ code: 'forbidden' })
    expect(verb).not.toHaveBeenCalled()
  })
})
