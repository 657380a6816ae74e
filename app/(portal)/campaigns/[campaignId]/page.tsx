import { notFound, redirect } from 'next/navigation'

import { findWaitingApproval } from '#db/queries/approvals.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { portalPage } from '../../../_pages/portal-page.tsx'
import { titled } from '../../../_pages/titled.ts'
import { NavPlace } from '../../_shell/nav-place.tsx'
import { listOf } from '../crumb.ts'
import { findVisibleCampaign } from '../find-visible-campaign.ts'
import { ComposePage } from './_compose/compose-page.tsx'
import { ProgressPage } from './_progress/progress-page.tsx'
import { readReport } from './_progress/read-report.ts'

type CampaignPageProps = PageProps<'/campaigns/[campaignId]'>

export const generateMetadata = titled('campaigns.title')

/** A draft is written here; from Send on, the same address shows what becomes of it. */
export default portalPage(async function CampaignPage({ params, searchParams }: CampaignPageProps) {
  const ctx = await requireStaff('campaign.read')
  const { campaignId } = await params
  const asked = await searchParams
  const { campaign, approval, report } = await inChain(ctx, async (tx) => {
    const campaign = await findVisibleCampaign(tx, ctx, campaignId)
    const waits = campaign?.status === 'awaiting_approval'
    const approval = waits ? await findWaitingApproval(tx, ctx.chainId, campaign.id) : null
    const isSent = campaign && campaign.status !== 'draft' && !approval
    return { campaign, approval, report: isSent ? await readReport(tx, ctx, campaign, asked) : null }
  })
  if (approval) redirect(`/approvals/${approval.id}`)
  if (!campaign || (campaign.status !== 'draft' && !report)) notFound()
  return (
    <>
      <NavPlace href={listOf(campaign)} />
      {report ? (
        <ProgressPage ctx={ctx} campaign={campaign} report={report} params={asked} />
      ) : (
        <ComposePage ctx={ctx} campaign={campaign} />
      )}
    </>
  )
})
