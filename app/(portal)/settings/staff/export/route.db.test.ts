import { createTranslator } from 'next-intl'
import { expect, test, vi } from 'vitest'
import { db, sql } from '#db/client.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { deactivateStaff } from '#lib/staff/deactivate.ts'
import messages from '#messages/et/staff.json' with { type: 'json' }
import statuses from '#messages/et/statuses.json' with { type: 'json' }
import { aChain, aClinic, aStaff, testDatabase } from '#tests/database.ts'
import { GET } from './route.ts'

// The list a manager goes through once a year: who may still do what.

const request = vi.hoisted(() => ({ ctx: null as Ctx | null, permission: '' }))
vi.mock('server-only', () => ({}))
vi.mock('next-intl/server', () => ({
  getTranslations: async (namespace: 'staff') =>
    createTranslator({ locale: 'et', messages: { staff: messages, statuses }, namespace }),
}))
vi.mock('#lib/web/require-staff.ts', () => ({
  requireStaff: async (permission: string) => {
    request.permission = permission
    return request.ctx
  },
}))

testDatabase()

test('everybody of the chain is in it, with their clinics by name, and nobody of another chain', async () => {
  const base = await aChain()
  const [tartu, narva] = [await aClinic(base, { name: 'Tartu' }), await aClinic(base, { name: 'Narva' })]
  const manager = await aStaff(base, 'chain_manager')
  const desk = await aStaff(base, 'receptionist', [tartu.id, narva.id])
  const gone = await aStaff(base, 'viewer', [narva.id])
  await deactivateStaff(manager, { staffId: gone.staffId ?? '' })
  await named(desk, '=cmd()')
  const stranger = await aStaff(await aChain(), 'chain_manager')
  await named(stranger, 'Võõras')
  request.ctx = manager

  const response = await GET()
  expect(request.permission).toBe('staff.manage')
  expect(response.headers.get('content-disposition')).toContain('staff.csv')
  const [head, ...rows] = (await response.text()).replace('\ufeff', '').trimEnd().split('\n')
  expect(head).toBe('Nimi;Töö e-post;Roll;Kliinikud;Olek;Viimane sisselogimine')
  expect(rows).toHaveLength(3)
  expect(rows.find((row) => row.includes('Ketijuht'))).toMatch(/;Ketijuht;kõik kliinikud;Aktiivne;$/)
  expect(rows.find((row) => row.includes('Administraator'))).toMatch(
    /^'=cmd\(\);.*;Administraator;(Tartu, Narva|Narva, Tartu);Aktiivne;$/,
  )
  expect(rows.find((row) => row.includes('Vaatleja'))).toMatch(/;Vaatleja;Narva;Välja lülitatud;$/)
})

async function named({ staffId }: Ctx, name: string): Promise<void> {
  await db().execute(sql`update staff set name = ${name} where id = ${staffId}`)
}
