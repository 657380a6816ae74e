import { getTranslations } from 'next-intl/server'

import { FlowerState } from '#components/ui/flower-state.tsx'
import { getFormats } from '#i18n/get-formats.ts'
import type { CampaignStatus } from '#lib/core/campaign-status.ts'

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
export async function Stepper({
  campaign,
  endsAt,
  zone,
}: {
  campaign: SteppedCampaign
  endsAt: Date | null
  zone: string
}) {
  const t = await getTranslations('campaigns.progress')
  const tStatus = await getTranslations('statuses.campaign')
  const formats = await getFormats()
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
    <ol
      aria-label={t('steps')}
      className="mb-4 grid overflow-hidden rounded-l border border-line bg-surface max-md:divide-y max-md:divide-line md:grid-cols-5 md:divide-x md:divide-line"
    >
      {STEPS.map((step, index) => (
        <li
          key={step}
          aria-current={index === at ? 'step' : undefined}
          className="flex min-w-0 items-center gap-2.5 px-4 py-3 aria-[current]:bg-blue-soft max-md:py-2 md:max-xl:flex-col md:max-xl:items-start md:max-xl:gap-1 xl:ps-5"
        >
          <FlowerState {...petals(index, at)} size={24} />
          <span className="min-w-0">
            <span className={`block type-strong ${stepInk(index, at)}`}>
              {index === 4 && at === 5 ? endWord : t(step)}
            </span>
            <span className="block type-small text-ink-3">{index <= at || index === 4 ? details[index] : ''}</span>
          </span>
        </li>
      ))}
    </ol>
  )
}

// Behind: full up to there. Here: the next petal opens. Ahead: outlines.
function petals(index: number, at: number): { done: number; current: boolean } {
  if (index < at) return { done: index + 1, current: false }
  return index === at ? { done: index, current: true } : { done: 0, current: false }
}

function stepInk(index: number, at: number): string {
  if (index === at) return 'font-semibold text-blue-ink'
  return index < at ? 'text-ink' : 'text-ink-2'
}
