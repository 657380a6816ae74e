import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { StatusBadge } from '#components/status-badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { FlowerState } from '#components/ui/flower-state.tsx'
import { Progress } from '#components/ui/progress.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { CampaignUnderWay } from '#db/queries/today.ts'
import { petalsOf } from '../campaigns/petals.ts'

/** What is being sent, and what waits for its hour. */
export function SendingCard({ campaigns, zone }: { campaigns: CampaignUnderWay[]; zone: string }) {
  const t = useTranslations('today')
  const tCampaigns = useTranslations('campaigns')
  return (
    <Card
      flush
      title={t('sendingNow')}
      aside={
        <Link href="/campaigns" className="link">
          {t('allCampaigns')}
        </Link>
      }
    >
      {campaigns.length === 0 && <p className="px-4 py-4 text-ink-2 md:px-5">{t('quiet')}</p>}
      <ul>
        {campaigns.map((campaign) => (
          <li key={campaign.id} className="grid gap-2 border-b border-line px-4 py-3.5 last:border-b-0 md:px-5">
            <div className="flex flex-wrap items-center gap-2.5">
              <FlowerState {...petalsOf(campaign.status)} size={22} />
              <Link href={`/campaigns/${campaign.id}`} className="link min-w-0 flex-1 type-strong wrap-anywhere">
                {campaign.name || tCampaigns('untitled')}
              </Link>
              <StatusBadge kind="campaign" status={campaign.status} />
            </div>
            <HowFar campaign={campaign} zone={zone} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function HowFar({ campaign, zone }: { campaign: CampaignUnderWay; zone: string }) {
  const t = useTranslations('today')
  const formats = useFormats()
  if (campaign.status === 'scheduled' && campaign.sendAt) {
    return (
      <p className="type-small text-ink-2">
        {t('startsAt', { when: formats.time(campaign.sendAt, 'weekdayTime', zone) })}
      </p>
    )
  }
  if (campaign.status !== 'sending' && campaign.status !== 'paused') return null
  const text = t('doneOf', {
    done: formats.whole(campaign.handedOver),
    all: formats.whole(campaign.people),
    percent: formats.percent(campaign.people > 0 ? campaign.handedOver / campaign.people : 0, 0),
  })
  return (
    <>
      <Progress value={campaign.handedOver} max={campaign.people} label={campaign.name} valueText={text} />
      <p className="type-small text-ink-2">{text}</p>
    </>
  )
}
