import { useTranslations } from 'next-intl'

import { cancelCampaignAction } from '../../actions.ts'
import { AskDialog } from '../../ask-dialog.tsx'
import { CampaignAction } from '../../campaign-action.tsx'

export function AskCancel({ campaignId, name }: { campaignId: string; name: string }) {
  const t = useTranslations('campaigns.preview')
  return (
    <AskDialog
      closeHref={`/campaigns/${campaignId}/preview`}
      title={t('cancelTitle', { name })}
      body={t('cancelBody')}
      safeLabel={t('cancelNo')}
    >
      <CampaignAction
        action={cancelCampaignAction}
        campaignId={campaignId}
        label={t('cancelYes')}
        variant="danger-fill"
      />
    </AskDialog>
  )
}
