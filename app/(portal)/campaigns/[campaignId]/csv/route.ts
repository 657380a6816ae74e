import { notFound } from 'next/navigation'
import type { NextRequest } from 'next/server'
import { getTranslations } from 'next-intl/server'

import type { CampaignTextRow } from '#db/queries/campaign-texts.ts'
import { findWordings, listCampaignTexts } from '#db/queries/campaign-texts.ts'
import { getFormats } from '#i18n/get-formats.ts'
import { DEFAULT_TIME_ZONE } from '#i18n/locales.ts'
import { dayIn } from '#lib/core/calendar-day.ts'
import { csvCell } from '#lib/core/csv-cell.ts'
import type { Wording } from '#lib/core/delivery-text.ts'
import { deliveryTextOf } from '#lib/core/delivery-text.ts'
import { failureReason } from '#lib/core/failure-reason.ts'
import { env } from '#lib/runtime/env.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { csvResponse, keysetPages } from '#lib/web/csv-response.ts'
import { currentStaff } from '#lib/web/current-staff.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { csvEuros } from '../../csv-euros.ts'
import { findVisibleCampaign } from '../../find-visible-campaign.ts'
import { STATUS_GROUPS } from '../_progress/status-groups.ts'
import { asQueryFilter, placeOf, textFilterOf } from '../_progress/text-filter.ts'

const COLUMNS = [
  'patient',
  'code',
  'address',
  'country',
  'language',
  'clinic',
  'status',
  'explanation',
  'segments',
  'priceEuros',
  'sentAt',
  'finalAt',
  'subject',
  'text',
] as const

/** The report of a campaign: every text as it is filtered, with what became of it. */
export async function GET(
  request: NextRequest,
  { params }: RouteContext<'/campaigns/[campaignId]/csv'>,
): Promise<Response> {
  const ctx = await requireStaff('campaign.read')
  const { campaignId } = await params
  const { campaign, wordings } = await inChain(ctx, async (tx) => {
    const campaign = await findVisibleCampaign(tx, ctx, campaignId)
    return { campaign, wordings: campaign ? await findWordings(tx, ctx.chainId, campaign.id) : {} }
  })
  if (!campaign) notFound()
  const sent = campaign.month === null ? null : { id: campaign.id, month: campaign.month }
  const filter = asQueryFilter(textFilterOf(Object.fromEntries(request.nextUrl.searchParams)))
  const t = await getTranslations('campaigns')
  const cells = await cellsOf(wordings)

  const pages = keysetPages<CampaignTextRow>(async (last, limit) => {
    if (!sent) return []
    const place = last && placeOf(last.cursor)
    const options = { limit, ...(place && { cursor: { toward: 'after' as const, ...place } }) }
    return await inChain(ctx, (tx) => listCampaignTexts(tx, ctx, sent, filter, options))
  })
  return csvResponse(
    `campaign-${dayIn(await zoneOfChain(), campaign.createdAt)}.csv`,
    COLUMNS.map((column) => t(`csv.${column}`)),
    pages,
    cells,
  )
}

async function zoneOfChain(): Promise<string> {
  return (await currentStaff())?.chain?.zone ?? DEFAULT_TIME_ZONE
}

async function cellsOf(wordings: Record<string, Wording>): Promise<(row: CampaignTextRow) => string[]> {
  const t = await getTranslations('campaigns')
  const tStatus = await getTranslations('statuses.delivery')
  const formats = await getFormats()
  const zone = await zoneOfChain()
  const when = (at: Date | null) => (at ? formats.time(at, 'dayAndTime', zone) : '')
  const failed: readonly string[] = STATUS_GROUPS.failed
  const rendered = new Map(
    Object.entries(wordings).map(([id, wording]) => [id, deliveryTextOf(wording, env().PUBLIC_URL)]),
  )
  return (row) => {
    const sent = rendered.get(row.wordingId)?.(row.params)
    return [
      csvCell(`${row.firstName ?? ''} ${row.lastName ?? ''}`.trim()),
      csvCell(row.patientCode),
      csvCell(row.address, row.channel === 'sms' ? 'phone' : 'text'),
      row.country ?? '',
      row.language,
      csvCell(row.clinicName),
      tStatus(row.status),
      failed.includes(row.status) ? t(`failure.${failureReason(row.channel, row.status, row.detail)}`) : '',
      String(row.segments),
      csvEuros(row.priceMicro),
      when(row.submittedAt),
      when(row.finalAt),
      csvCell(sent?.subject),
      csvCell(sent?.text),
    ]
  }
}
