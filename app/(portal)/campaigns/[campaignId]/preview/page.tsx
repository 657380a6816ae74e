import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { ToneStatus } from '#components/ui/badge.tsx'
import { FlowerState } from '#components/ui/flower-state.tsx'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { getFormats } from '#i18n/get-formats.ts'
import { previewCampaign } from '#lib/campaigns/preview.ts'
import { maySend } from '#lib/campaigns/right-to-send.ts'
import { may } from '#lib/core/permissions.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { currentStaff } from '#lib/web/current-staff.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { portalPage } from '../../../../_pages/portal-page.tsx'
import { titled } from '../../../../_pages/titled.ts'
import { NavPlace } from '../../../_shell/nav-place.tsx'
import { crumbOf, listOf } from '../../crumb.ts'
import { findVisibleCampaign } from '../../find-visible-campaign.ts'
import { AskCancel } from './ask-cancel.tsx'
import { Checks } from './checks.tsx'
import { CountriesTable } from './countries-table.tsx'
import { LanguageMatrix } from './language-matrix.tsx'
import { Problems } from './problems.tsx'
import { Samples } from './samples.tsx'
import { SendPanel } from './send-panel.tsx'

export const generateMetadata = titled('campaigns.preview.title')

export default portalPage(async function PreviewPage({
  params,
  searchParams,
}: PageProps<'/campaigns/[campaignId]/preview'>) {
  const ctx = await requireStaff('campaign.preview')
  const { campaignId } = await params
  const campaign = await inChain(ctx, (tx) => findVisibleCampaign(tx, ctx, campaignId))
  const chain = (await currentStaff())?.chain
  if (!campaign || !chain) notFound()
  if (campaign.status !== 'draft') redirect(`/campaigns/${campaignId}`)

  const preview = await previewCampaign(ctx, { campaignId })
  const t = await getTranslations('campaigns')
  const formats = await getFormats()
  const sub = t('preview.sub', {
    channel: t(`channel.${campaign.channel}`),
    sender: chain.senderName,
    purpose: t(`purpose.${campaign.purpose}`).toLocaleLowerCase(formats.locale),
    time: formats.time(ctx.now, 'time', chain.zone),
  })

  return (
    <ClientMessages namespaces={['campaigns']}>
      <NavPlace href={listOf(campaign)} />
      <PageHead
        rail
        title={t('preview.title')}
        sub={sub}
        crumbs={[crumbOf(campaign, t), { href: `/campaigns/${campaignId}`, label: campaign.name || t('untitled') }]}
        actions={
          <ToneStatus tone="neutral" icon={<FlowerState done={1} current size={20} />}>
            {t('state.checked')}
          </ToneStatus>
        }
      />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_324px]">
        <div className="grid min-w-0 gap-4">
          <Problems campaignId={campaignId} problems={preview.problems} />
          <LanguageMatrix campaignId={campaignId} channel={campaign.channel} preview={preview} />
          <CountriesTable channel={campaign.channel} countries={preview.countries} />
          <Samples campaignId={campaignId} preview={preview} mayTest={may(ctx.role, 'campaign.compose')} />
          <Checks campaign={campaign} preview={preview} zone={chain.zone} />
        </div>
        <SendPanel
          campaignId={campaignId}
          channel={campaign.channel}
          preview={preview}
          zone={chain.zone}
          sendKey={crypto.randomUUID()}
          maySend={maySend(ctx.role, campaign.kind)}
          mayAsk={may(ctx.role, 'campaign.compose')}
        />
      </div>
      {(await searchParams).ask === 'cancel' && (
        <AskCancel campaignId={campaignId} name={campaign.name || t('untitled')} />
      )}
    </ClientMessages>
  )
})
