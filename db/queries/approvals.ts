import { and, eq, sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import type { ClinicScope } from '#db/queries/patients.ts'
import { sendApprovals } from '#db/schema/approvals.ts'
import type { CampaignStatus } from '#lib/core/campaign-status.ts'

export type ApprovalStatus = 'waiting' | 'approved' | 'rejected' | 'withdrawn'

export type Approval = typeof sendApprovals.$inferSelect

/** An approval as a list shows it. */
export type ListedApproval = {
  id: string
  campaignId: string
  campaignName: string
  campaignStatus: CampaignStatus
  senderClinicIds: string[] | null
  requestedBy: string
  requester: string
  /** ISO. */
  requestedAt: string
  willGet: number
  costMicro: number
  sendAtLocal: string | null
  status: ApprovalStatus
  decider: string | null
  decidedAt: string | null
  reason: string | null
}

export async function insertApproval(tx: Tx, approval: typeof sendApprovals.$inferInsert): Promise<string> {
  const [row] = await tx.insert(sendApprovals).values(approval).returning({ id: sendApprovals.id })
  if (!row) throw new Error('the request was not written')
  return row.id
}

export async function findApproval(tx: Tx, chainId: string, approvalId: string): Promise<Approval | null> {
  const [row] = await tx
    .select()
    .from(sendApprovals)
    .where(and(eq(sendApprovals.chainId, chainId), eq(sendApprovals.id, approvalId)))
  return row ?? null
}

/** What a campaign waits for; null when it waits for nobody. */
export async function findWaitingApproval(tx: Tx, chainId: string, campaignId: string): Promise<Approval | null> {
  const [row] = await tx
    .select()
    .from(sendApprovals)
    .where(
      and(
        eq(sendApprovals.chainId, chainId),
        eq(sendApprovals.campaignId, campaignId),
        eq(sendApprovals.status, 'waiting'),
      ),
    )
  return row ?? null
}

/** Decides a request that waits, once; false when somebody was first. */
export async function decideApproval(
  tx: Tx,
  chainId: string,
  approvalId: string,
  decision: { status: 'approved' | 'rejected' | 'withdrawn'; decidedBy: string | null; reason?: string },
): Promise<boolean> {
  const rows = await tx
    .update(sendApprovals)
    .set({ ...decision, decidedAt: sql`now()` })
    .where(
      and(eq(sendApprovals.chainId, chainId), eq(sendApprovals.id, approvalId), eq(sendApprovals.status, 'waiting')),
    )
    .returning({ id: sendApprovals.id })
  return rows.length > 0
}

/** Withdraws what a campaign still waits for, if anything: it is a draft again. */
export async function withdrawWaiting(tx: Tx, chainId: string, campaignId: string): Promise<void> {
  await tx
    .update(sendApprovals)
    .set({ status: 'withdrawn', decidedAt: sql`now()` })
    .where(
      and(
        eq(sendApprovals.chainId, chainId),
        eq(sendApprovals.campaignId, campaignId),
        eq(sendApprovals.status, 'waiting'),
      ),
    )
}

export const APPROVALS_PER_PAGE = 50

/**
 * One page of what waits, the oldest first, or of what was decided, the newest first, of campaigns that touch the reader's clinics;
 * `after` is the id of the last row seen. One row more than the limit tells that there is another page.
 */
export async function listApprovals(
  tx: Tx,
  { chainId, clinicIds }: ClinicScope,
  { waiting, after, limit = APPROVALS_PER_PAGE }: { waiting: boolean; after?: string | undefined; limit?: number },
): Promise<ListedApproval[]> {
  const beyond = waiting ? sql`a.id > ${after ?? null}::uuid` : sql`a.id < ${after ?? null}::uuid`
  const rows = await tx.execute<ListedApproval>(sql`
    select a.id, a.campaign_id as "campaignId", c.name as "campaignName", c.status as "campaignStatus",
      c.sender_clinic_ids as "senderClinicIds", a.requested_by as "requestedBy", requester.name as requester,
      to_json(a.requested_at) #>> '{}' as "requestedAt", (a.agreed ->> 'willGet')::int as "willGet",
      (a.agreed ->> 'costMicro')::float8 as "costMicro", a.send_at_local as "sendAtLocal", a.status,
      decider.name as decider, to_json(a.decided_at) #>> '{}' as "decidedAt", a.reason
    from send_approvals a
    join campaigns c on c.chain_id = a.chain_id and c.id = a.campaign_id
    join staff requester on requester.id = a.requested_by
    left join staff decider on decider.id = a.decided_by
    where a.chain_id = ${chainId} and ${ofClinics(clinicIds)} and ${after === undefined ? sql`true` : beyond}
      and ${waiting ? sql`a.status = 'waiting' and c.status = 'awaiting_approval'` : sql`a.status <> 'waiting'`}
    order by a.id ${sql.raw(waiting ? 'asc' : 'desc')} limit ${limit + 1}`)
  return [...rows]
}

/** How many wait for a word of this person: not those they asked for themselves. */
export async function countToApprove(
  tx: Tx,
  { chainId, clinicIds }: ClinicScope,
  staffId: string | null,
): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from send_approvals a
    join campaigns c on c.chain_id = a.chain_id and c.id = a.campaign_id and c.status = 'awaiting_approval'
    where a.chain_id = ${chainId} and a.status = 'waiting' and a.requested_by is distinct from ${staffId}
      and ${ofClinics(clinicIds)}`)
  return row?.count ?? 0
}

export type Approver = { id: string; email: string; locale: 'et' | 'en' | 'ru' }

/** Who could decide about a send of these clinics (null: of the whole chain), other than who asks. */
export async function listApprovers(
  tx: Tx,
  chainId: string,
  { clinicIds, exceptId }: { clinicIds: string[] | null; exceptId: string | null },
): Promise<Approver[]> {
  const rows = await tx.execute<Approver>(sql`
    select s.id, s.email, s.locale from staff s
    where s.chain_id = ${chainId} and s.active and s.id is distinct from ${exceptId} and (
      s.role = 'chain_manager' or (s.role = 'clinic_manager' and ${
        clinicIds === null
          ? sql`false`
          : sql`not exists (
        select from unnest(${sql.param(clinicIds)}::uuid[]) as clinic
        where not exists (select from staff_clinics own
          where own.chain_id = s.chain_id and own.staff_id = s.id and own.clinic_id = clinic))`
      }))
    order by s.id`)
  return [...rows]
}

export async function findStaffContact(
  tx: Tx,
  chainId: string,
  staffId: string,
): Promise<{ name: string; email: string; locale: 'et' | 'en' | 'ru'; active: boolean } | null> {
  const [row] = await tx.execute<{ name: string; email: string; locale: 'et' | 'en' | 'ru'; active: boolean }>(sql`
    select name, email, locale, active from staff where chain_id = ${chainId} and id = ${staffId}`)
  return row ?? null
}

function ofClinics(clinicIds: ClinicScope['clinicIds']) {
  if (clinicIds === 'all') return sql`true`
  return sql`(c.sender_clinic_ids is null or c.sender_clinic_ids && ${sql.param(clinicIds)}::uuid[])`
}
