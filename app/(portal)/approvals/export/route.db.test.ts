import { createTranslator } from 'next-intl'
import { expect, test, vi } from 'vitest'
import { askApproval } from '#lib/campaigns/ask-approval.ts'
import { rejectSend } from '#lib/campaigns/reject.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import approvals from '#messages/et/approvals.json' with { type: 'json' }
import { aDraft, agreeing } from '#tests/campaigns.ts'
import { aChain, aClinic, aPatient, aStaff, testDatabase } from '#tests/database.ts'
import { GET } from './route.ts'

// What a chain shows of its second pair of eyes: what waits first, then what was decided, by whom and why.

const request = vi.hoisted(() => ({ ctx: null as Ctx | null, permission: '' }))
vi.mock('server-only', () => ({}))
vi.mock('next-intl/server', () => ({
  getTranslations: async (namespace: 'approvals') =>
    createTranslator({ locale: 'et', messages: { approvals }, namespace }),
}))
vi.mock('#lib/web/require-staff.ts', () => ({
  requireStaff: async (permission: string) => {
    request.permission = permission
    return request.ctx
  },
}))

testDatabase()

// A Wednesday, 12:00 in Tallinn.
const NOON = new Date('2026-12-02T10:00:00Z')

async function aChainThatAsks() {
  const base = await aChain({ now: NOON, euros: 100, approvalPeople: 1 })
  const clinic = await aClinic(base)
  for (const firstName of ['Mari', 'Jaan']) await aPatient(base, clinic, { firstName })
  const manager = await aStaff(base, 'chain_manager')
  const desk = await aStaff(base, 'receptionist', [clinic.id])
  const ask = async (name: string, sendAtLocal = '') => {
    const { campaignId } = await aDraft(desk, { purpose: 'notice', name })
    return askApproval(desk, { ...(await agreeing(desk, campaignId)), sendAtLocal, zone: 'Europe/Tallinn' })
  }
  return { manager, ask }
}

test('what waits stands before what was decided, with people, cost, moment and reason', async () => {
  const { manager, ask } = await aChainThatAsks()
  const { approvalId } = await ask('Vale kuupäev')
  await rejectSend(manager, { approvalId, reason: '=kuupäev on vale' })
  await ask('Jõulud', '2026-12-03T12:00')
  const stranger = await aChainThatAsks()
  await stranger.ask('Võõras')
  request.ctx = manager

  const response = await GET()
  expect(request.permission).toBe('campaign.compose')
  expect(response.headers.get('content-disposition')).toContain('approvals.csv')
  const lines = (await response.text()).replace('\ufeff', '').trimEnd().split('\n')
  const [head, waiting, decided, ...others] = lines.map((line) => line.split(';'))
  expect(head).toEqual([
    ...['Masspostitus', 'Küsis', 'Millal küsiti', 'Saajaid', 'Hind', 'Läheb välja', 'Otsus'],
    ...['Otsustas', 'Millal otsustati', 'Põhjus'],
  ])
  expect(others).toEqual([])
  expect(waiting?.[0]).toBe('Jõulud')
  expect(waiting?.slice(3, 7)).toEqual(['2', expect.stringMatching(/^0,\d{4}$/), '2026-12-03T12:00', 'Ootab'])
  expect(waiting?.slice(7)).toEqual(['', '', ''])
  expect(decided?.[0]).toBe('Vale kuupäev')
  expect(decided?.[6]).toBe('Tagasi lükatud')
  expect(decided?.[8]).not.toBe('')
  expect(decided?.[9]).toBe("'=kuupäev on vale")
})
