import { useTranslations } from 'next-intl'

import { useFormats } from '#components/use-formats.ts'
import type { CampaignStatus } from '#lib/core/campaign-status.ts'
import type { Step } from './step-list.tsx'
import { StepList } from './step-list.tsx'

export type SteppedCampaign = {
  status: CampaignStatus
  createdAt: Date
  previewedAt: Date | null
  sendAt: Date | null
  startedAt: Date | null
  finishedAt: Date | null
}

const STEPS = ['stepDraft', 'stepChecked', 'stepQueued', 'stepSending', 'stepDone'] as const

// How many petals are full; a status that rests on a step has it as the current one.
const STANDS_AT: Record<CampaignStatus, number> = {
  draft: 0,
  awaiting_approval: 1,
  review: 1,
  scheduled: 2,
  preparing: 2,
  sending: 3,
  paused: 3,
  sent: 5,
  stopped: 5,
  cancelled: 5,
}

/** A campaign's way in five petals, with when each was reached. */
export function Stepper({ campaign, endsAt, zone }: { campaign: SteppedCampaign; endsAt: Date | null; zone: string }) {
  const t = useTranslations('campaigns.progress')
  const tStatus = useTranslations('statuses.campaign')
  const formats = useFormats()
  const at = STANDS_AT[campaign.status]
  const when = (instant: Date | null) => (instant ? formats.time(instant, 'weekdayTime', zone) : '')
  const endWord = campaign.status === 'sent' ? t('stepDone') : tStatus(campaign.status)
  const details = [
    when(campaign.createdAt),
    when(campaign.previewedAt),
    queuedDetail(),
    campaign.status === 'paused' ? t('paused') : when(campaign.startedAt),
    campaign.finishedAt ? when(campaign.finishedAt) : endDetail(),
  ]

  function queuedDetail(): string {
    if (campaign.status === 'scheduled') return t('scheduledAt', { when: when(campaign.sendAt) })
    if (campaign.status === 'preparing') return t('preparing')
    return ''
  }
  function endDetail(): string {
    return endsAt ? t('endsAbout', { time: formats.time(endsAt, 'time', zone) }) : ''
  }

  return (
    <StepList
      label={t('steps')}
      steps={STEPS.map((step, index) => ({
        key: step,
        label: index === STEPS.length - 1 && at === STEPS.length ? endWord : t(step),
        detail: (index <= at || index === STEPS.length - 1 ? details[index] : '') ?? '',
        place: placeOf(index, at),
      }))}
    />
  )
}

function placeOf(index: number, at: number): Step['place'] {
  if (index === at) return 'here'
  return index < at ? 'behind' : 'ahead'
}
