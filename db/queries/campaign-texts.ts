import type { SQL } from 'drizzle-orm'
import { and, asc, desc, eq, gt, gte, inArray, lt, lte, or, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import { FAILURE_DETAIL, RARE_STATUSES } from '#db/queries/deliveries.ts'
import { DELIVERY_COST_MICRO } from '#db/queries/delivery-cost.ts'
import type { ClinicScope } from '#db/queries/patients.ts'
import { wordings } from '#db/schema/campaigns.ts'
import { clinics } from '#db/schema/chains.ts'
import { deliveries, deliveryIssues } from '#db/schema/deliveries.ts'
import { patients } from '#db/schema/patients.ts'
import { wholeChain } from '#db/whole-chain.ts'
import type { DeliveryStatus } from '#lib/core/delivery-status.ts'

// The texts of one campaign, and whom they went to, though they may have moved to another clinic since. They are walked by patient, along the index that keeps each patient to one text (and to one resend of it):
// a page costs the same in a campaign of ten and of ten million, and rows keep their places while statuses change.

export const CAMPAIGN_TEXTS_PER_PAGE = 50
const FIRST_ATTEMPT = sql.raw('1')
/** Reasons are counted over so many failures at most; beyond, the shares no longer change what a clinic would do. */
export const MAX_FAILURES_COUNTED = 5_000

export type CampaignTextFilter = {
  statuses?: readonly DeliveryStatus[] | undefined
  language?: string | undefined
  clinicId?: string | undefined
}
/** The row to go on from, as its `cursor` says, and the way. */
export type CampaignTextCursor = { toward: 'after' | 'before'; id: string; attempt: number }
type SentCampaign = { id: string; month: string }

/**
 * One page of a campaign's texts; toward `before` it comes in reverse. One row over the limit means there is more. To parse and plan it takes as
 * long as to read it, so it is prepared. What is narrowed by language or clinic is not: each way of asking keeps a plan for all months, most of
 * a megabyte of each connection.
 */
export async function listCampaignTexts(
  tx: Tx,
  scope: ClinicScope,
  campaign: SentCampaign,
  filter: CampaignTextFilter,
  { cursor, limit = CAMPAIGN_TEXTS_PER_PAGE }: { cursor?: CampaignTextCursor | undefined; limit?: number } = {},
) {
  const rare = filter.statuses?.every((status) => RARE_STATUSES.some((known) => known === status)) ?? false
  const order = cursor?.toward === 'before' ? desc : asc
  const key = rare ? deliveries.id : deliveries.patientId
  const page = rare
    ? pageOfIssues(tx, scope, campaign, filter, { cursor, limit })
    : tx
        .select(READ)
        .from(deliveries)
        .where(and(...ofCampaign(scope, campaign), ...matching(filter), cursor && beyond(key, cursor)))
        .orderBy(order(key), order(deliveries.attempt))
        .limit(limit + 1)
        .as('deliveries')
  const query = tx
    .select({ ...COLUMNS, cursor: sql<string>`concat_ws('.', ${key}, ${rare ? FIRST_ATTEMPT : deliveries.attempt})` })
    .from(page)
    .innerJoin(wordings, and(eq(wordings.chainId, deliveries.chainId), eq(wordings.id, deliveries.wordingId)))
    .leftJoin(wholeChain.patients, and(eq(patients.chainId, deliveries.chainId), eq(patients.id, deliveries.patientId)))
    .leftJoin(clinics, and(eq(clinics.chainId, deliveries.chainId), eq(clinics.id, deliveries.clinicId)))
    .orderBy(order(key), order(deliveries.attempt))
    .limit(limit + 1)
  return filter.language || filter.clinicId ? query : query.prepare('campaign_texts').execute()
}

export type CampaignTextRow = Awaited<ReturnType<typeof listCampaignTexts>>[number]

/** Why texts of a campaign did not arrive, most frequent first: the engine's reason, or else what the provider's receipt said. */
export async function countFailures(
  tx: Tx,
  scope: ClinicScope,
  campaign: SentCampaign,
): Promise<{ status: DeliveryStatus; detail: string | null; texts: number }[]> {
  const failed = tx
    .select({ status: deliveries.status, detail: FAILURE_DETAIL.as('detail') })
    .from(deliveryIssues)
    .innerJoin(deliveries, issueOf(campaign, ['undelivered', 'expired', 'rejected']))
    .where(and(...ofCampaign(scope, campaign)))
    .limit(MAX_FAILURES_COUNTED)
    .as('failed')
  return tx
    .select({ status: failed.status, detail: failed.detail, texts: sql<number>`count(*)::int` })
    .from(failed)
    .groupBy(failed.status, failed.detail)
    .orderBy(desc(sql`count(*)`))
}

/** What of a delivery a page needs: each column named takes time to write down, at each level of the statement. */
const READ = {
  chainId: deliveries.chainId,
  month: deliveries.month,
  id: deliveries.id,
  attempt: deliveries.attempt,
  channel: deliveries.channel,
  patientId: deliveries.patientId,
  clinicId: deliveries.clinicId,
  wordingId: deliveries.wordingId,
  address: deliveries.address,
  country: deliveries.country,
  language: deliveries.language,
  status: deliveries.status,
  reason: deliveries.reason,
  segments: deliveries.segments,
  priceMicro: deliveries.priceMicro,
  freeIfUndelivered: deliveries.freeIfUndelivered,
  plannedAt: deliveries.plannedAt,
  submittedAt: deliveries.submittedAt,
  finalAt: deliveries.finalAt,
  params: deliveries.params,
}

const COLUMNS = {
  id: deliveries.id,
  month: deliveries.month,
  channel: deliveries.channel,
  patientId: deliveries.patientId,
  patientCode: patients.code,
  firstName: patients.firstName,
  lastName: patients.lastName,
  address: deliveries.address,
  country: deliveries.country,
  clinicName: clinics.name,
  language: deliveries.language,
  status: deliveries.status,
  detail: FAILURE_DETAIL,
  segments: deliveries.segments,
  priceMicro: DELIVERY_COST_MICRO,
  plannedAt: deliveries.plannedAt,
  submittedAt: deliveries.submittedAt,
  finalAt: deliveries.finalAt,
  params: deliveries.params,
  purpose: wordings.purpose,
  subject: wordings.subject,
  body: wordings.body,
}

function ofCampaign({ chainId, clinicIds }: ClinicScope, campaign: SentCampaign): (SQL | undefined)[] {
  return [
    eq(deliveries.chainId, chainId),
    eq(deliveries.month, campaign.month),
    eq(deliveries.campaignId, campaign.id),
    clinicIds === 'all' ? undefined : sql`${deliveries.clinicId} = any(${arrayLiteral(clinicIds)}::uuid[])`,
  ]
}

/**
 * A page of the texts of few statuses: those are listed apart, so that finding six never reads a million. Each status is read along its own
 * range of the index, and no further than a page; each issue looks its delivery up for itself (LATERAL and LIMIT 1), since a join of the
 * two is taken for one row, and then thousands are read and sorted for fifty. All that is nested goes by the table's name, and so
 * do its columns.
 */
function pageOfIssues(
  tx: Tx,
  scope: ClinicScope,
  campaign: SentCampaign,
  { statuses = [], ...filter }: CampaignTextFilter,
  { cursor, limit }: { cursor: CampaignTextCursor | undefined; limit: number },
) {
  const [order, than] = cursor?.toward === 'before' ? [desc, lt] : [asc, gt]
  const current = tx
    .select(READ)
    .from(deliveries)
    .where(and(...ofCampaign(scope, campaign), isIssueNow, ...matching(filter)))
    .limit(1)
    .as('deliveries')
  const ofStatus = tx
    .select(READ)
    .from(deliveryIssues)
    .crossJoinLateral(current)
    .where(
      and(
        eq(deliveryIssues.chainId, scope.chainId),
        eq(deliveryIssues.campaignId, campaign.id),
        eq(deliveryIssues.month, campaign.month),
        eq(deliveryIssues.status, sql`wanted.status`),
        cursor && than(deliveryIssues.deliveryId, cursor.id),
      ),
    )
    .orderBy(order(deliveryIssues.deliveryId))
    .limit(limit + 1)
    .as('deliveries')
  return tx
    .select(READ)
    .from(sql`unnest(${arrayLiteral(statuses)}::text[]) as wanted (status)`)
    .crossJoinLateral(ofStatus)
    .as('deliveries')
}

// An issue stays on its list for good; only the one that is the delivery's status now counts.
const isIssueNow = and(eq(deliveryIssues.deliveryId, deliveries.id), eq(deliveryIssues.status, deliveries.status))

function issueOf(campaign: SentCampaign, statuses: readonly DeliveryStatus[]): SQL | undefined {
  return and(
    eq(deliveryIssues.chainId, deliveries.chainId),
    eq(deliveryIssues.campaignId, campaign.id),
    eq(deliveryIssues.month, campaign.month),
    inArray(deliveryIssues.status, [...statuses]),
    isIssueNow,
  )
}

function beyond(key: PgColumn, { toward, id, attempt }: CampaignTextCursor): SQL | undefined {
  const than = toward === 'before' ? lt : gt
  // The first condition is a range of the index; the second takes out at most the attempts of one patient.
  return and((toward === 'before' ? lte : gte)(key, id), or(than(key, id), than(deliveries.attempt, attempt)))
}

function matching({ statuses, language, clinicId }: CampaignTextFilter): (SQL | undefined)[] {
  return [
    statuses && sql`${deliveries.status} = any(${arrayLiteral(statuses)}::text[])`,
    language ? eq(deliveries.language, language) : undefined,
    clinicId ? eq(deliveries.clinicId, clinicId) : undefined,
  ]
}
