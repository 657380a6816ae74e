import { Ban, Copy, Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { LinkButton } from '#components/ui/link-button.tsx'
import { Note } from '#components/ui/note.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { Campaign } from '#db/queries/campaigns.ts'
import type { CampaignProgress } from '#lib/campaigns/progress.ts'
import { duplicateCampaignAction, reviewCampaignAction } from '../../actions.ts'
import { CampaignAction } from '../../campaign-action.tsx'

type NoteProps = { campaign: Campaign; progress: CampaignProgress; zone: string; maySend: boolean }

/** What a state means for the clinic and what can be done about it, where the figures alone do not say it. */
export function StatusNote(props: NoteProps) {
  const note = useStatusNote(props)
  return note && <div className="mb-4">{note}</div>
}

function useStatusNote({ campaign, progress, zone, maySend }: NoteProps): ReactNode {
  const t = useTranslations('campaigns.progress')
  const tCampaigns = useTranslations('campaigns')
  const formats = useFormats()
  const path = `/campaigns/${campaign.id}`
  const unsent = tCampaigns('texts', { count: progress.unsent })

  function reviewFigures(): ReactNode {
    const { review } = campaign
    if (!review) return null
    return t('reviewFigures', {
      agreedPeople: tCampaigns('people', { count: review.agreedPeople }),
      agreedCost: formats.money(review.agreedCostMicro),
      people: tCampaigns('people', { count: review.people }),
      cost: formats.money(review.costMicro),
    })
  }

  switch (campaign.status) {
    case 'scheduled':
      return (
        <Note
          tone="info"
          title={t('scheduledNote', {
            when: campaign.sendAt ? formats.time(campaign.sendAt, 'weekdayTime', zone) : '–',
            sum: formats.money(progress.heldMicro),
          })}
          action={maySend && <ScheduledActions path={path} />}
        >
          {t('scheduledBody')}
        </Note>
      )
    case 'preparing':
      return <Note tone="info" title={t('preparingNote')} />
    case 'review':
      return (
        <Note
          tone="warn"
          title={t('reviewTitle')}
          action={
            maySend && (
              <CampaignAction action={reviewCampaignAction} campaignId={campaign.id} label={t('reviewOpen')} size="s" />
            )
          }
        >
          {reviewFigures()} {t('reviewBody')}
        </Note>
      )
    case 'paused':
      return campaign.pausedFor === 'hours' ? (
        <Note tone="info" title={t('waitsHours')} />
      ) : (
        <Note tone="warn" title={t('pausedNote')}>
          {t('pausedBody', { unsent })}
        </Note>
      )
    case 'stopped':
      return <Note tone="bad" title={t('stoppedNote', { unsent })} />
    case 'cancelled':
      return (
        <Note
          tone="info"
          title={t('cancelledNote')}
          action={
            <CampaignAction
              action={duplicateCampaignAction}
              campaignId={campaign.id}
              label={tCampaigns('list.duplicate')}
              size="s"
              icon={<Copy aria-hidden="true" />}
            />
          }
        />
      )
    default:
      return null
  }
}

function ScheduledActions({ path }: { path: string }) {
  const t = useTranslations('campaigns.progress')
  return (
    <span className="flex flex-wrap gap-2">
      <LinkButton
        href={`${path}?ask=unschedule`}
        size="s"
        scroll={false}
        prefetch={false}
        icon={<Undo2 aria-hidden="true" />}
      >
        {t('unschedule')}
      </LinkButton>
      <LinkButton
        href={`${path}?ask=cancel`}
        size="s"
        variant="danger"
        scroll={false}
        prefetch={false}
        icon={<Ban aria-hidden="true" />}
      >
        {t('cancelScheduled')}
      </LinkButton>
    </span>
  )
}
