import { CircleCheck, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { ToneStatus } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { CampaignPurpose } from '#lib/campaigns/inputs.ts'
import type { CampaignPreview } from '#lib/campaigns/preview-figures.ts'
import { WARN_FROM_SEGMENTS } from '#lib/core/sms-segments.ts'

type Check = { key: string; look: boolean; title: ReactNode; body?: ReactNode }

/** What to look at before sending, and then what is fine. */
export function Checks({
  campaign,
  preview,
  zone,
}: {
  campaign: { id: string; purpose: CampaignPurpose; outsideHours: boolean }
  preview: CampaignPreview
  zone: string
}) {
  const t = useTranslations('campaigns.preview')
  const checks = useChecks(campaign, preview, zone).toSorted((a, b) => Number(b.look) - Number(a.look))
  const look = checks.filter((check) => check.look).length
  return (
    <Card flush title={t('checks')} aside={t('checksSum', { fine: checks.length - look, look })}>
      <ul>
        {checks.map((check) => (
          <li
            key={check.key}
            className="flex flex-wrap items-center gap-x-3.5 gap-y-1 border-b border-line px-4 py-[9px] last:border-b-0 md:px-5"
          >
            <span className="min-w-[84px]">
              {check.look ? (
                <ToneStatus tone="warn" icon={<TriangleAlert strokeWidth={1.75} aria-hidden="true" />}>
                  {t('look')}
                </ToneStatus>
              ) : (
                <ToneStatus tone="ok" icon={<CircleCheck strokeWidth={1.75} aria-hidden="true" />}>
                  {t('fine')}
                </ToneStatus>
              )}
            </span>
            <div className="min-w-0 flex-1 basis-[220px]">
              {check.look ? <strong>{check.title}</strong> : check.title}
              {check.body && <p className="type-small text-ink-2">{check.body}</p>}
            </div>
            {check.look && (
              <LinkButton href={`/campaigns/${campaign.id}`} size="s">
                {t('change')}
              </LinkButton>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function useChecks(
  campaign: { purpose: CampaignPurpose; outsideHours: boolean },
  { findings, advertisingNotice, hours, languages }: CampaignPreview,
  zone: string,
): Check[] {
  const t = useTranslations('campaigns.preview')
  const tCommon = useTranslations('common')
  const formats = useFormats()
  const longest = Math.max(0, ...languages.flatMap(({ bySegments }) => bySegments.map(({ segments }) => segments)))

  const words = findings.map(({ language, word }) => ({
    key: `${language} ${word}`,
    look: true,
    title: t('findingTitle', { word, language: formats.language(language) }),
    body: t('findingBody'),
  }))
  const purpose =
    campaign.purpose === 'offer'
      ? [
          ...(advertisingNotice
            ? [{ key: 'advertising', look: true, title: t('advertisingCheck'), body: t('advertisingBody') }]
            : []),
          { key: 'offer', look: false, title: t('offerFine') },
        ]
      : [{ key: 'notice', look: false, title: t('noFindings') }]
  const long =
    longest >= WARN_FROM_SEGMENTS
      ? [
          {
            key: 'long',
            look: true,
            title: t('dearCheck', { parts: tCommon('parts', { count: longest }) }),
            body: t('dearBody'),
          },
        ]
      : []

  return [...words, ...(words.length > 0 ? [] : purpose), ...long, hoursCheck()]

  function hoursCheck(): Check {
    if (hours.insideNow) return { key: 'hours', look: false, title: t('hoursInside') }
    if (campaign.outsideHours) return { key: 'hours', look: true, title: t('hoursTicked') }
    const opens = hours.nextOpening ? formats.time(new Date(hours.nextOpening), 'weekdayTime', zone) : '–'
    return { key: 'hours', look: true, title: t('hoursOutside', { when: opens }), body: t('hoursOutsideBody') }
  }
}
