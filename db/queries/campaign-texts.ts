import type { SQL } from 'drizzle-orm'
import { and, asc, desc, eq, gt, gte, inArray, lt, lte, or, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import { ask, ofEachShape, statements } from '#db/kept-statements.ts'
import { FAILURE_DETAIL, RARE_STATUSES } from '#db/queries/deliveries.ts'
import { DELIVERY_COST_MICRO } from '#db/queries/delivery-cost.ts'
import type { ClinicScope } from '#db/queries/patients.ts'
import { wordings } from '#db/schema/campaigns.ts'
import { clinics } from '#db/schema/chains.ts'
import { deliveries, deliveryIssues } from '#db/schema/deliveries.ts'
import { patients } from '#db/schema/patients.ts'
import { wholeChain } from '#db/whole-chain.ts'
import type { DeliveryStatus } from '#lib/core/delivery-status.ts'
import type { Wording } from '#lib/core/delivery-text.ts'

// The texts of one campaign, and whom they went to, though they may have moved to another clinic since. They are walked by patient, along the index that keeps each patient to one text (and to one resend of it):
// a page costs the same in a campaign of ten and of ten million, and rows keep their places while statuses change.

export const CAMPAIGN_TEXTS_PER_PAGE = 50
const FIRST_ATTEMPT = sql.raw('1')
const LIMIT = sql.placeholder('limit')
const FAILED: DeliveryStatus[] = ['undelivered', 'expired', 'rejected']
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
 * long as to read it, so its plan is kept. What is narrowed by language or clinic keeps none: each way of asking has a plan for all months, most
 * of a megabyte of each connection.
 */
export async function listCampaignTexts(
  tx: Tx,
  scope: ClinicScope,
  campaign: SentCampaign,
  filter: CampaignTextFilter,
  { cursor, limit = CAMPAIGN_TEXTS_PER_PAGE }: { cursor?: CampaignTextCursor | undefined; limit?: number } = {},
) {
  const { statuses, language, clinicId } = filter
  const page = pageOfTexts({
    toward: cursor?.toward,
    ofRare: statuses?.every((status) => RARE_STATUSES.some((rare) => rare === status)) ?? false,
    ofSomeClinics: scope.clinicIds !== 'all',
    by: { statuses: Boolean(statuses), language: Boolean(language), clinic: Boolean(clinicId) },
  })
  const values = {
    ...valuesOf(scope, campaign),
    statuses: statuses && arrayLiteral(statuses),
    language,
    clinicId,
    place: cursor?.id,
    attempt: cursor?.attempt,
    limit: limit + 1,
  }
  return ask(tx, page, values, { keepPlan: !(language || clinicId) })
}

export type CampaignTextRow = Awaited<ReturnType<typeof listCampaignTexts>>[number]

/** The frozen texts of a campaign by their ids: a few, where its deliveries are many. */
export async function findWordings(tx: Tx, chainId: string, campaignId: string): Promise<Record<string, Wording>> {
  const rows = await ask(tx, WORDINGS, { chainId, campaignId })
  return Object.fromEntries(rows.map(({ id, ...wording }) => [id, wording]))
}

/** Why texts of a campaign did not arrive, most frequent first: the engine's reason, or else what the provider's receipt said. */
export async function countFailures(
  tx: Tx,
  scope: ClinicScope,
  campaign: SentCampaign,
): Promise<{ status: DeliveryStatus; detail: string | null; texts: number }[]> {
  return ask(tx, failures({ ofSomeClinics: scope.clinicIds !== 'all' }), valuesOf(scope, campaign))
}

function valuesOf({ chainId, clinicIds }: ClinicScope, { id, month }: SentCampaign) {
  return { chainId, campaignId: id, month, clinicIds: clinicIds === 'all' ? undefined : arrayLiteral(clinicIds) }
}

const WORDINGS = statements
  .select({
    id: wordings.id,
    channel: wordings.channel,
    purpose: wordings.purpose,
    language: wordings.language,
    subject: wordings.subject,
    body: wordings.body,
  })
  .from(wordings)
  .where(and(eq(wordings.chainId, sql.placeholder('chainId')), eq(wordings.campaignId, sql.placeholder('campaignId'))))
  .prepare('campaign_wordings')

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
  submittedAt: deliveries.submittedAt,
  finalAt: deliveries.finalAt,
  params: deliveries.params,
}

const COLUMNS = {
  id: deliveries.id,
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
  submittedAt: deliveries.submittedAt,
  finalAt: deliveries.finalAt,
  params: deliveries.params,
  wordingId: deliveries.wordingId,
}

const issuesOfCampaign = [
  eq(deliveryIssues.chainId, sql.placeholder('chainId')),
  eq(deliveryIssues.campaignId, sql.placeholder('campaignId')),
  eq(deliveryIssues.month, sql.placeholder('month')),
]

// An issue stays on its list for good; only the one that is the delivery's status now counts.
const isIssueNow = and(eq(deliveryIssues.deliveryId, deliveries.id), eq(deliveryIssues.status, deliveries.status))

/** A way of asking for a page: what is narrowed, and from where it goes on. */
type PageShape = {
  toward: CampaignTextCursor['toward'] | undefined
  ofRare: boolean
  ofSomeClinics: boolean
  by: { statuses: boolean; language: boolean; clinic: boolean }
}

const pageOfTexts = ofEachShape((shape: PageShape) => {
  const order = shape.toward === 'before' ? desc : asc
  const key = shape.ofRare ? deliveries.id : deliveries.patientId
  const page = shape.ofRare
    ? pageOfIssues(shape)
    : statements
        .select(READ)
        .from(deliveries)
        .where(and(...ofCampaign(shape), ...matching(shape.by), shape.toward && beyond(key, shape.toward)))
        .orderBy(order(key), order(deliveries.attempt))
        .limit(LIMIT)
        .as('deliveries')
  return statements
    .select({
      ...COLUMNS,
      cursor: sql<string>`concat_ws('.', ${key}, ${shape.ofRare ? FIRST_ATTEMPT : deliveries.attempt})`,
    })
    .from(page)
    .leftJoin(wholeChain.patients, and(eq(patients.chainId, deliveries.chainId), eq(patients.id, deliveries.patientId)))
    .leftJoin(clinics, and(eq(clinics.chainId, deliveries.chainId), eq(clinics.id, deliveries.clinicId)))
    .orderBy(order(key), order(deliveries.attempt))
    .limit(LIMIT)
    .prepare('campaign_texts')
})

/**
 * A page of the texts of few statuses: those are listed apart, so that finding six never reads a million. Each status is read along its own
 * range of the index, and no further than a page; each issue looks its delivery up for itself (LATERAL and LIMIT 1), since a join of the
 * two is taken for one row, and then thousands are read and sorted for fifty. All that is nested goes by the table's name, and so
 * do its columns.
 */
function pageOfIssues(shape: PageShape) {
  const [order, than] = shape.toward === 'before' ? [desc, lt] : [asc, gt]
  const current = statements
    .select(READ)
    .from(deliveries)
    .where(and(...ofCampaign(shape), isIssueNow, ...matching(shape.by)))
    .limit(1)
    .as('deliveries')
  const ofStatus = statements
    .select(READ)
    .from(deliveryIssues)
    .crossJoinLateral(current)
    .where(
      and(
        ...issuesOfCampaign,
        eq(deliveryIssues.status, sql`wanted.status`),
        shape.toward && than(deliveryIssues.deliveryId, sql.placeholder('place')),
      ),
    )
    .orderBy(order(deliveryIssues.deliveryId))
    .limit(LIMIT)
    .as('deliveries')
  return statements
    .select(READ)
    .from(sql`unnest(${sql.placeholder('statuses')}::text[]) as wanted (status)`)
    .crossJoinLateral(ofStatus)
    .as('deliveries')
}

const failures = ofEachShape((shape: Pick<PageShape, 'ofSomeClinics'>) => {
  const failed = statements
    .select({ status: deliveries.status, detail: FAILURE_DETAIL.as('detail') })
    .from(deliveryIssues)
    .innerJoin(deliveries, and(...issuesOfCampaign, inArray(deliveryIssues.status, FAILED), isIssueNow))
    .where(and(...ofCampaign(shape)))
    .limit(MAX_FAILURES_COUNTED)
    .as('failed')
  return statements
    .select({ status: failed.status, detail: failed.detail, texts: sql<number>`count(*)::int` })
    .from(failed)
    .groupBy(failed.status, failed.detail)
    .orderBy(desc(sql`count(*)`))
    .prepare('campaign_failures')
})

function ofCampaign({ ofSomeClinics }: Pick<PageShape, 'ofSomeClinics'>): (SQL | undefined)[] {
  return [
    eq(deliveries.chainId, sql.placeholder('chainId')),
    eq(deliveries.month, sql.placeholder('month')),
    eq(deliveries.campaignId, sql.placeholder('campaignId')),
    ofSomeClinics ? sql`${deliveries.clinicId} = any(${sql.placeholder('clinicIds')}::uuid[])` : undefined,
  ]
}

function matching({ statuses, language, clinic }: PageShape['by']): (SQL | undefined)[] {
  return [
    statuses ? sql`${deliveries.status} = any(${sql.placeholder('statuses')}::text[])` : undefined,
    language ? eq(deliveries.language, sql.placeholder('language')) : undefined,
    clinic ? eq(deliveries.clinicId, sql.placeholder('clinicId')) : undefined,
  ]
}

function beyond(key: PgColumn, toward: CampaignTextCursor['toward']): SQL | undefined {
  const than = toward === 'before' ? lt : gt
  const place = sql.placeholder('place')
  // The first condition is a range of the index; the second takes out at most the attempts of one patient.
  return and(
    (toward === 'before' ? lte : gte)(key, place),
    or(than(key, place), than(deliveries.attempt, sql.placeholder('attempt'))),
  )
}
