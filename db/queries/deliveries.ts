import type { SQL } from 'drizzle-orm'
import { and, asc, desc, eq, gte, inArray, sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import { ask, ofEachShape, statements } from '#db/kept-statements.ts'
import { DELIVERY_COST_MICRO } from '#db/queries/delivery-cost.ts'
import type { ClinicScope } from '#db/queries/patients.ts'
import { campaigns, wordings } from '#db/schema/campaigns.ts'
import type { DeliveryKind } from '#db/schema/deliveries.ts'
import { deliveries, deliveryDays, deliveryIssues, deliveryRefs, receipts } from '#db/schema/deliveries.ts'
import { patients } from '#db/schema/patients.ts'
import { wholeChain } from '#db/whole-chain.ts'
import type { DeliveryStatus } from '#lib/core/delivery-status.ts'

// History of every kind of text, for screens. Nothing here counts deliveries: figures come from delivery_days and campaign_counts.

export const DELIVERIES_PER_PAGE = 50

/** Statuses so rare that they are listed apart (docs/decisions/0007). */
export const RARE_STATUSES = [
  'unknown',
  'resent',
  'undelivered',
  'expired',
  'rejected',
  'suppressed',
  'written_off',
] as const

export type DeliveryFilter = {
  status?: DeliveryStatus | undefined
  kind?: DeliveryKind | undefined
  channel?: 'sms' | 'email' | undefined
  clinicId?: string | undefined
  language?: string | undefined
}

const COLUMNS = {
  id: deliveries.id,
  month: deliveries.month,
  kind: deliveries.kind,
  channel: deliveries.channel,
  campaignId: deliveries.campaignId,
  campaignName: campaigns.name,
  patientId: deliveries.patientId,
  firstName: patients.firstName,
  lastName: patients.lastName,
  address: deliveries.address,
  clinicId: deliveries.clinicId,
  language: deliveries.language,
  status: deliveries.status,
  reason: deliveries.reason,
  provider: deliveries.provider,
  segments: deliveries.segments,
  priceMicro: DELIVERY_COST_MICRO,
  plannedAt: deliveries.plannedAt,
  submittedAt: deliveries.submittedAt,
  acceptedAt: deliveries.acceptedAt,
  finalAt: deliveries.finalAt,
  attempt: deliveries.attempt,
  resendOf: deliveries.resendOf,
  params: deliveries.params,
  purpose: wordings.purpose,
  subject: wordings.subject,
  body: wordings.body,
}

/** Looked up for one page of rows, and for failed ones only. */
export const FAILURE_DETAIL = sql<
  string | null
>`coalesce(${deliveries.reason}, case when ${deliveries.status} in ('undelivered', 'expired', 'rejected') then (
  select ${receipts.detail} from ${wholeChain.deliveryRefs} join ${wholeChain.receipts} on ${receipts.provider} = ${deliveryRefs.provider} and ${receipts.ref} = ${deliveryRefs.ref}
  where ${deliveryRefs.deliveryId} = ${deliveries.id} and ${receipts.status} = ${deliveries.status} limit 1) end)`

export type DeliveryCursor = { toward: 'older' | 'newer'; month: string; id: string }

/**
 * One page over all kinds, newest first (ids sort by time); toward newer it comes oldest first. One row over the limit means there is more.
 *
 * Planning for every month takes longer than reading a page of one: the months that come first are asked alone, and all of them only
 * when those do not fill the page. The month is a value and not an expression, by which no month is left out before the reading begins. What
 * is not filtered is prepared; each filter would keep a plan of its own for all months, most of a megabyte of each connection.
 */
export async function listDeliveries(
  tx: Tx,
  scope: ClinicScope,
  filter: DeliveryFilter,
  { cursor, limit = DELIVERIES_PER_PAGE }: { cursor?: DeliveryCursor | undefined; limit?: number } = {},
) {
  const asked = FILTERS.filter((name) => filter[name] !== undefined)
  const values = {
    ...filter,
    chainId: scope.chainId,
    clinicIds: scope.clinicIds === 'all' ? undefined : arrayLiteral(scope.clinicIds),
    month: cursor?.month ?? thisMonth(),
    id: cursor?.id,
    limit: limit + 1,
  }
  const read = (months: 'first' | 'all') => {
    const shape = { months, toward: cursor?.toward, ofSomeClinics: scope.clinicIds !== 'all', asked }
    const ofRare = isRare(filter.status)
    return ask(tx, pageOfDeliveries({ ...shape, ofRare }), values, { keepPlan: asked.length === 0 })
  }
  const first = await read('first')
  return first.length > limit ? first : read('all')
}

const FILTERS = ['status', 'kind', 'channel', 'clinicId', 'language'] as const

const pageOfDeliveries = ofEachShape(
  (shape: {
    months: 'first' | 'all'
    toward: DeliveryCursor['toward'] | undefined
    ofSomeClinics: boolean
    asked: (typeof FILTERS)[number][]
    ofRare: boolean
  }) => {
    const order = shape.toward === 'newer' ? asc : desc
    const month = sql.placeholder('month')
    const first = shape.toward ? eq(deliveries.month, month) : gte(deliveries.month, month)
    return withNames(statements, shape.ofRare)
      .where(
        and(
          eq(deliveries.chainId, sql.placeholder('chainId')),
          shape.ofSomeClinics ? sql`${deliveries.clinicId} = any(${sql.placeholder('clinicIds')}::uuid[])` : undefined,
          ...shape.asked.map((name) => eq(deliveries[name], sql.placeholder(name))),
          shape.months === 'first' ? first : undefined,
          shape.toward && beyond(shape.toward),
        ),
      )
      .orderBy(order(deliveries.month), order(deliveries.id))
      .limit(sql.placeholder('limit'))
      .prepare('deliveries')
  },
)

const thisMonth = () => `${new Date().toISOString().slice(0, 7)}-01`

export type DeliveryRow = Awaited<ReturnType<typeof listDeliveries>>[number]

/** Every text that a patient of one's own got or was to get from any clinic of the chain, newest first, with why it failed: the engine's reason, or else what the receipt said. */
export async function listDeliveriesOf(tx: Tx, chainId: string, patientId: string, limit = 30) {
  return tx
    .select({ ...COLUMNS, detail: FAILURE_DETAIL })
    .from(wholeChain.deliveries)
    .innerJoin(
      wholeChain.wordings,
      and(eq(wordings.chainId, deliveries.chainId), eq(wordings.id, deliveries.wordingId)),
    )
    .innerJoin(patients, and(eq(patients.chainId, deliveries.chainId), eq(patients.id, deliveries.patientId)))
    .leftJoin(
      wholeChain.campaigns,
      and(eq(campaigns.chainId, deliveries.chainId), eq(campaigns.id, deliveries.campaignId)),
    )
    .where(and(eq(deliveries.chainId, chainId), eq(deliveries.patientId, patientId)))
    .orderBy(desc(deliveries.plannedAt), desc(deliveries.id))
    .limit(limit)
}

export type DeliveryOfPatient = Awaited<ReturnType<typeof listDeliveriesOf>>[number]

/** One delivery; null when it is not there or not yours. */
export async function findDelivery(tx: Tx, scope: ClinicScope, month: string, id: string): Promise<DeliveryRow | null> {
  const [row] = await withNames(tx, false)
    .where(and(...inScope(scope), eq(deliveries.month, month), eq(deliveries.id, id)))
    .limit(1)
  return row ?? null
}

/** Sums per day and status from a day on, for charts and statistics. */
export async function sumDeliveryDays(tx: Tx, scope: ClinicScope, fromDay: string) {
  return tx
    .select({
      day: deliveryDays.day,
      kind: deliveryDays.kind,
      status: deliveryDays.status,
      texts: sql<number>`sum(${deliveryDays.texts})::int`,
      segments: sql<number>`sum(${deliveryDays.segments})::int`,
      costMicro: sql<number>`sum(${deliveryDays.costMicro})::bigint`.mapWith(Number),
    })
    .from(deliveryDays)
    .where(
      and(
        eq(deliveryDays.chainId, scope.chainId),
        gte(deliveryDays.day, fromDay),
        scope.clinicIds === 'all' ? undefined : inArray(deliveryDays.clinicId, scope.clinicIds),
      ),
    )
    .groupBy(deliveryDays.day, deliveryDays.kind, deliveryDays.status)
    .orderBy(deliveryDays.day)
}

// The wording and the names come by primary key for one page of rows, of one's own clinics, wherever the patient is at home by now. A rare status starts from its own list.
function withNames(from: Pick<Tx, 'select'>, ofRare: boolean) {
  const query = from
    .select(COLUMNS)
    .from(deliveries)
    .innerJoin(
      wholeChain.wordings,
      and(eq(wordings.chainId, deliveries.chainId), eq(wordings.id, deliveries.wordingId)),
    )
    .leftJoin(wholeChain.patients, and(eq(patients.chainId, deliveries.chainId), eq(patients.id, deliveries.patientId)))
    .leftJoin(
      wholeChain.campaigns,
      and(eq(campaigns.chainId, deliveries.chainId), eq(campaigns.id, deliveries.campaignId)),
    )
    .$dynamic()
  if (!ofRare) return query
  return query.innerJoin(
    deliveryIssues,
    and(
      eq(deliveryIssues.chainId, deliveries.chainId),
      eq(deliveryIssues.status, sql.placeholder('status')),
      eq(deliveryIssues.deliveryId, deliveries.id),
      eq(deliveryIssues.month, deliveries.month),
    ),
  )
}

function beyond(toward: DeliveryCursor['toward']): SQL {
  const than = sql.raw(toward === 'newer' ? '>' : '<')
  return sql`(${deliveries.month}, ${deliveries.id}) ${than} (${sql.placeholder('month')}::date, ${sql.placeholder('id')}::uuid)`
}

function isRare(status: DeliveryStatus | undefined): boolean {
  return RARE_STATUSES.some((rare) => rare === status)
}

function inScope({ chainId, clinicIds }: ClinicScope): (SQL | undefined)[] {
  return [
    eq(deliveries.chainId, chainId),
    clinicIds === 'all' ? undefined : sql`${deliveries.clinicId} = any(${arrayLiteral(clinicIds)}::uuid[])`,
  ]
}

export type ReceiptRow = Awaited<ReturnType<typeof listReceiptsOf>>[number]

/** What providers reported of one delivery, oldest first. */
export async function listReceiptsOf(tx: Tx, chainId: string, deliveryId: string) {
  return tx
    .select({
      part: deliveryRefs.part,
      status: receipts.status,
      detail: receipts.detail,
      receivedAt: receipts.receivedAt,
    })
    .from(deliveryRefs)
    .innerJoin(receipts, and(eq(receipts.provider, deliveryRefs.provider), eq(receipts.ref, deliveryRefs.ref)))
    .where(and(eq(deliveryRefs.chainId, chainId), eq(deliveryRefs.deliveryId, deliveryId)))
    .orderBy(receipts.receivedAt, deliveryRefs.part)
    .limit(50)
}
