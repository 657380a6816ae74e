import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import * as z from 'zod'

import { PageHead } from '#components/page-head.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Note } from '#components/ui/note.tsx'
import { findApproval, findStaffContact } from '#db/queries/approvals.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { getFormats } from '#i18n/get-formats.ts'
import type { Agreement } from '#lib/campaigns/agreement.ts'
import { mayAct } from '#lib/campaigns/may-see.ts'
import { previewCampaign } from '#lib/campaigns/preview.ts'
import { may } from '#lib/core/permissions.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { portalPage } from '../../../_pages/portal-page.tsx'
import { titled } from '../../../_pages/titled.ts'
import { LanguageMatrix } from '../../campaigns/[campaignId]/preview/language-matrix.tsx'
import { Samples } from '../../campaigns/[campaignId]/preview/samples.tsx'
import { findVisibleCampaign } from '../../campaigns/find-visible-campaign.ts'
import { APPROVAL_TONES } from '../approvals-table.tsx'
import { DecisionCard } from './decision-card.tsx'
import { FiguresCard } from './figures-card.tsx'

export const generateMetadata = titled('approvals.title')

/** One request: what was asked for, what it would be now, and the decision. */
export default portalPage(async function ApprovalPage({ params }: PageProps<'/approvals/[approvalId]'>) {
  const ctx = await requireStaff('campaign.read')
  const approvalId = z.uuid().safeParse((await params).approvalId).data
  if (!approvalId) notFound()
  const { approval, campaign, requester } = await inChain(ctx, async (tx) => {
    const found = await findApproval(tx, ctx.chainId, approvalId)
    return {
      approval: found,
      campaign: found && (await findVisibleCampaign(tx, ctx, found.campaignId)),
      requester: found && (await findStaffContact(tx, ctx.chainId, found.requestedBy)),
    }
  })
  if (!approval || !campaign) notFound()

  const t = await getTranslations('approvals')
  const formats = await getFormats()
  const isWaiting = approval.status === 'waiting' && campaign.status === 'awaiting_approval'
  const preview = isWaiting ? await previewCampaign(ctx, { campaignId: campaign.id }) : null
  return (
    <ClientMessages namespaces={['approvals', 'campaigns']}>
      <PageHead
        crumbs={[{ href: '/approvals', label: t('title') }]}
        title={campaign.name || t('untitled')}
        sub={t('asked', { name: requester?.name ?? '–', time: formats.time(approval.requestedAt, 'dayAndTime') })}
        beside={<Badge tone={APPROVAL_TONES[approval.status]}>{t(`status.${approval.status}`)}</Badge>}
      />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_324px]">
        <div className="grid min-w-0 gap-4">
          <FiguresCard asked={approval.agreed as Agreement} preview={preview} sendAtLocal={approval.sendAtLocal} />
          {preview && <LanguageMatrix campaignId={campaign.id} channel={campaign.channel} preview={preview} />}
          {preview && <Samples campaignId={campaign.id} preview={preview} mayTest={false} />}
        </div>
        {preview ? (
          <DecisionCard
            approvalId={approval.id}
            preview={preview}
            isLater={approval.sendAtLocal !== null}
            isOwn={approval.requestedBy === ctx.staffId}
            mayDecide={may(ctx.role, 'approval.decide') && mayAct(ctx, campaign)}
          />
        ) : (
          <Note tone="info" title={t('over')}>
            {approval.reason}
          </Note>
        )}
      </div>
    </ClientMessages>
  )
})
