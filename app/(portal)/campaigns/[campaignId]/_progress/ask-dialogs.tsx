import { useTranslations } from 'next-intl'

import { useFormats } from '#components/use-formats.ts'
import type { CampaignProgress } from '#lib/campaigns/progress.ts'
import type { CampaignStatus } from '#lib/core/campaign-status.ts'
import { cancelCampaignAction, stopCampaignAction, unscheduleCampaignAction } from '../../actions.ts'
import { AskDialog } from '../../ask-dialog.tsx'
import { CampaignAction } from '../../campaign-action.tsx'
import { groupCounts, handedOver } from './status-groups.ts'

/** The question that the address asks, with the figures of this moment; none where it no longer makes sense. */
export function AskDialogs({
  ask,
  campaign,
  name,
  progress,
  closeHref,
}: {
  ask: unknown
  campaign: { id: string; status: CampaignStatus }
  name: string
  progress: CampaignProgress
  closeHref: string
}) {
  const t = useTranslations('campaigns.progress')
  const formats = useFormats()
  const held = formats.money(progress.heldMicro)

  if (ask === 'stop' && (campaign.status === 'sending' || campaign.status === 'paused')) {
    const body = t('stopBody', {
      unsent: progress.unsent,
      sent: handedOver(groupCounts(progress.counts)),
      sum: formats.money(progress.releasedByStopMicro),
    })
    return (
      <AskDialog closeHref={closeHref} title={t('stopTitle', { name })} body={body} safeLabel={t('stopNo')}>
        <CampaignAction
          action={stopCampaignAction}
          campaignId={campaign.id}
          label={t('stopYes')}
          pendingLabel={t('stopping')}
          variant="danger-fill"
        />
      </AskDialog>
    )
  }
  if (campaign.status !== 'scheduled') return null
  if (ask === 'unschedule') {
    return (
      <AskDialog
        closeHref={closeHref}
        title={t('unscheduleTitle', { name })}
        body={t('unscheduleBody', { sum: held })}
        safeLabel={t('unscheduleNo')}
      >
        <CampaignAction
          action={unscheduleCampaignAction}
          campaignId={campaign.id}
          label={t('unscheduleYes')}
          variant="primary"
        />
      </AskDialog>
    )
  }
  if (ask === 'cancel') {
    return (
      <AskDialog
        closeHref={closeHref}
        title={t('cancelTitle', { name })}
        body={t('cancelBody', { sum: held })}
        safeLabel={t('cancelNo')}
      >
        <CampaignAction
          action={cancelCampaignAction}
          campaignId={campaign.id}
          label={t('cancelYes')}
          variant="danger-fill"
        />
      </AskDialog>
    )
  }
  return null
}
