import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { StatusBadge } from '#components/status-badge.tsx'
import { Note } from '#components/ui/note.tsx'
import type { Campaign } from '#db/queries/campaigns.ts'
import { currentStaff } from '#lib/web/current-staff.ts'
import { crumbOf } from '../../crumb.ts'
import { Wordings, writtenIn } from '../_progress/wordings.tsx'

export async function DraftToRead({ campaign }: { campaign: Campaign }) {
  const t = await getTranslations('campaigns')
  const staff = await currentStaff()
  return (
    <>
      <PageHead
        title={campaign.name || t('untitled')}
        crumbs={[crumbOf(campaign, t)]}
        sub={`${t(`channel.${campaign.channel}`)} · ${t(`purpose.${campaign.purpose}`)}`}
        beside={<StatusBadge kind="campaign" status={campaign.status} />}
      />
      <Note tone="info" title={t('compose.readOnly')} />
      <Wordings written={writtenIn(staff?.chain?.languages ?? [], campaign.compositions)} />
    </>
  )
}
