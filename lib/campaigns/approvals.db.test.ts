import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { countToApprove, listApprovals } from '#db/queries/approvals.ts'
import { sendApprovals } from '#db/schema/approvals.ts'
import { campaigns } from '#db/schema/campaigns.ts'
import { letters } from '#db/schema/letters.ts'
import { approveSend } from '#lib/campaigns/approve.ts'
import { askApproval } from '#lib/campaigns/ask-approval.ts'
import { previewCampaign } from '#lib/campaigns/preview.ts'
import { rejectSend, withdrawRequest } from '#lib/campaigns/reject.ts'
import { saveCampaign } from '#lib/campaigns/save.ts'
import { sendCampaign } from '#lib/campaigns/send.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aDraft } from '#tests/campaigns.ts'
import { aChain, aClinic, aPatient, aStaff, jobsFor, testDatabase } from '#tests/database.ts'

testDatabase()

const ZONE = 'Europe/Tallinn'

// A Wednesday, 12:00 in Tallinn.
const NOON = new Date('2026-12-02T10:00:00Z')

async function aChainWithLimit(approvalPeople = 2) {
  const base = await aChain({ now: NOON, euros: 100, approvalPeople })
  const clinic = await aClinic(base)
  for (const firstName of ['Mari', 'Jaan', 'Vera']) await aPatient(base, clinic, { firstName })
  const manager = await aStaff(base, 'chain_manager')
  const receptionist = await aStaff(base, 'receptionist', [clinic.id])
  const { campaignId } = await aDraft(receptionist, { purpose: 'notice' })
  return { base, clinic, manager, receptionist, campaignId }
}

async function asked(ctx: Ctx, campaignId: string, sendAtLocal = '') {
  const { fingerprint } = await previewCampaign(ctx, { campaignId })
  const sendKey = crypto.randomUUID()
  return askApproval(ctx, { campaignId, sendKey, fingerprint, sendAtLocal, zone: ZONE })
}

const statusOf = async (campaignId: string) =>
  (await db().select({ status: campaigns.status }).from(campaigns).where(eq(campaigns.id, campaignId)))[0]?.status

const look = async (ctx: Ctx, campaignId: string) => (await previewCampaign(ctx, { campaignId })).fingerprint

describe('above the limit', () => {
  test('nobody sends alone, whatever they post', async () => {
    const { manager, campaignId } = await aChainWithLimit()
    const { fingerprint, needsApproval } = await previewCampaign(manager, { campaignId })
    expect(needsApproval).toBe(true)
    const sent = sendCampaign(manager, { campaignId, sendKey: crypto.randomUUID(), fingerprint })
    await expect(sent).rejects.toMatchObject({ code: 'approval_needed' })
    expect(await statusOf(campaignId)).toBe('draft')
  })

  test('as many as the limit says may leave unasked', async () => {
    const { manager, campaignId } = await aChainWithLimit(3)
    const { fingerprint } = await previewCampaign(manager, { campaignId })
    await sendCampaign(manager, { campaignId, sendKey: crypto.randomUUID(), fingerprint })
    expect(await statusOf(campaignId)).toBe('preparing')
  })
})

describe('a request', () => {
  test('freezes texts and audience, and tells those who may decide', async () => {
    const { manager, receptionist, campaignId } = await aChainWithLimit()
    await asked(receptionist, campaignId)
    expect(await statusOf(campaignId)).toBe('awaiting_approval')
    const [draft] = await db().select().from(campaigns).where(eq(campaigns.id, campaignId))
    const change = { ...draft, campaignId, compositions: [] } as unknown as Parameters<typeof saveCampaign>[1]
    await expect(saveCampaign(manager, change)).rejects.toMatchObject({ code: 'campaign_not_editable' })
    const scope = { chainId: manager.chainId, clinicIds: manager.clinicIds }
    expect(await inChain(manager, (tx) => countToApprove(tx, scope, manager.staffId))).toBe(1)
    expect(await inChain(receptionist, (tx) => countToApprove(tx, scope, receptionist.staffId))).toBe(0)
    expect(await db().$count(letters, eq(letters.kind, 'approval-asked'))).toBe(1)
  })

  test('of fifty approvals at the same moment one sends', async () => {
    const { manager, receptionist, campaignId } = await aChainWithLimit()
    const { approvalId } = await asked(receptionist, campaignId)
    const fingerprint = await look(manager, campaignId)
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, () => approveSend(manager, { approvalId, fingerprint })),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const refusals = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))
    expect(new Set(refusals)).toEqual(new Set(['approval_decided']))
    const jobs = await jobsFor('campaign.materialise')
    expect(jobs.filter((job) => job.campaignId === campaignId)).toHaveLength(1)
    const [campaign] = await db().select().from(campaigns).where(eq(campaigns.id, campaignId))
    expect(campaign).toMatchObject({ status: 'preparing', sentBy: receptionist.staffId })
    const listed = await inChain(manager, (tx) => listApprovals(tx, manager, { waiting: false }))
    expect(listed).toMatchObject([{ status: 'approved', willGet: 3 }])
  })

  test('is decided by somebody else, even past the screens', async () => {
    const { manager, campaignId } = await aChainWithLimit()
    await aStaff(manager, 'chain_manager')
    const { approvalId } = await asked(manager, campaignId)
    const fingerprint = await look(manager, campaignId)
    await expect(approveSend(manager, { approvalId, fingerprint })).rejects.toMatchObject({ code: 'approval_own' })
    await expect(rejectSend(manager, { approvalId, reason: 'no' })).rejects.toMatchObject({ code: 'approval_own' })
    const forced = db()
      .update(sendApprovals)
      .set({ status: 'approved', decidedBy: manager.staffId, decidedAt: new Date() })
      .where(eq(sendApprovals.id, approvalId))
    await expect(forced).rejects.toThrow()
  })

  test('needs somebody who could decide', async () => {
    const { manager, campaignId } = await aChainWithLimit()
    await expect(asked(manager, campaignId)).rejects.toMatchObject({ code: 'approval_nobody' })
    expect(await statusOf(campaignId)).toBe('draft')
  })

  test('whose facts changed since the approver looked says what changed, and asks again', async () => {
    const { base, clinic, manager, receptionist, campaignId } = await aChainWithLimit()
    const { approvalId } = await asked(receptionist, campaignId)
    const before = await look(manager, campaignId)
    await aPatient(base, clinic, { firstName: 'Olev' })
    await expect(approveSend(manager, { approvalId, fingerprint: before })).rejects.toMatchObject({
      code: 'campaign_changed_since_preview',
      params: { joined: 1, peopleBefore: 3, peopleNow: 4 },
    })
    expect(await statusOf(campaignId)).toBe('awaiting_approval')
    await approveSend(manager, { approvalId, fingerprint: await look(manager, campaignId) })
    expect(await statusOf(campaignId)).toBe('preparing')
  })

  test('of another chain, or of clinics that are not one’s own, is not there to decide', async () => {
    const { base, receptionist, campaignId } = await aChainWithLimit()
    const { approvalId } = await asked(receptionist, campaignId)
    const stranger = await aStaff(await aChain(), 'chain_manager')
    const fingerprint = await look(receptionist, campaignId)
    await expect(approveSend(stranger, { approvalId, fingerprint })).rejects.toMatchObject({ code: 'not_found' })
    const elsewhere = await aStaff(base, 'clinic_manager', [])
    await expect(approveSend(elsewhere, { approvalId, fingerprint })).rejects.toMatchObject({
      code: /forbidden|not_found/,
    })
  })

  test('rejected or withdrawn, the campaign is a draft again and can be asked for anew', async () => {
    const { manager, receptionist, campaignId } = await aChainWithLimit()
    const first = await asked(receptionist, campaignId)
    await rejectSend(manager, { approvalId: first.approvalId, reason: 'Liiga vara' })
    expect(await statusOf(campaignId)).toBe('draft')
    const second = await asked(receptionist, campaignId)
    await expect(withdrawRequest(manager, second)).rejects.toMatchObject({ code: 'not_found' })
    await withdrawRequest(receptionist, second)
    expect(await statusOf(campaignId)).toBe('draft')
    const third = await asked(receptionist, campaignId)
    const page = async (waiting: boolean, after?: string) =>
      (await inChain(manager, (tx) => listApprovals(tx, manager, { waiting, after, limit: 1 }))).map(({ id }) => id)
    expect(await page(true)).toEqual([third.approvalId])
    expect(await page(false)).toEqual([second.approvalId, first.approvalId])
    expect(await page(false, second.approvalId)).toEqual([first.approvalId])
    const late = approveSend(manager, { ...second, fingerprint: await look(manager, campaignId) })
    await expect(late).rejects.toMatchObject({ code: 'approval_decided' })
  })

  test('for a time is put on the calendar by the approval', async () => {
    const { manager, receptionist, campaignId } = await aChainWithLimit()
    const { approvalId } = await asked(receptionist, campaignId, '2026-12-03T12:00')
    await approveSend(manager, { approvalId, fingerprint: await look(manager, campaignId) })
    expect(await statusOf(campaignId)).toBe('scheduled')
  })
})
