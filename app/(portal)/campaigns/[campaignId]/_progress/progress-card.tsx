import { Info, Pause, Play, Square } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { LinkButton } from '#components/ui/link-button.tsx'
import { Progress } from '#components/ui/progress.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { CampaignProgress } from '#lib/campaigns/progress.ts'
import { pauseCampaignAction, resumeCampaignAction } from '../../actions.ts'
import { CampaignAction } from '../../campaign-action.tsx'
import { groupCounts, handedOver } from './status-groups.ts'

/** How far a send is, at what pace, what it has cost of what was reserved; and the brakes. */
export function ProgressCard({
  campaignId,
  progress,
  zone,
  maySend,
}: {
  campaignId: string
  progress: CampaignProgress
  zone: string
  maySend: boolean
}) {
  const t = useTranslations('campaigns.progress')
  const tCampaigns = useTranslations('campaigns')
  const formats = useFormats()
  const done = handedOver(groupCounts(progress.counts))
  const percent = formats.percent(progress.texts > 0 ? done / progress.texts : 0, 0)
  const running = progress.status === 'sending'
  const open = running || progress.status === 'paused'
  const reserved = progress.spentMicro + progress.heldMicro
  const facts = [
    running &&
      progress.ratePerMinute > 0 && {
        label: t('rate'),
        value: t('perMinute', { count: Math.round(progress.ratePerMinute) }),
      },
    running && progress.endsAt && { label: t('ends'), value: formats.time(progress.endsAt, 'time', zone) },
    {
      label: t('spent'),
      value: formats.money(progress.spentMicro),
      detail: open && t('reservedOf', { sum: formats.money(reserved) }),
    },
  ].filter((fact) => fact !== false && fact !== null)

  return (
    <section className="mb-4 grid gap-3.5 rounded-l border border-line bg-surface px-4 py-[18px] md:px-5">
      <div className="flex flex-wrap items-center gap-x-12 gap-y-4">
        <div>
          <p className="text-[20px]/9 font-semibold text-ink-3">
            <strong className="type-figure-l text-ink">{formats.whole(done)}</strong> / {formats.whole(progress.texts)}
          </p>
          <p className="type-small text-ink-2">{t('sentShare', { percent })}</p>
        </div>
        <dl className="flex flex-1 flex-wrap gap-x-10 gap-y-3">
          {facts.map((fact) => (
            <div key={fact.label}>
              <dt className="type-small text-ink-2">{fact.label}</dt>
              <dd className="text-[15px]/6 font-semibold whitespace-nowrap">
                {fact.value}{' '}
                {'detail' in fact && fact.detail && <span className="type-small text-ink-3">{fact.detail}</span>}
              </dd>
            </div>
          ))}
        </dl>
        {maySend && open && <Brakes campaignId={campaignId} running={running} />}
      </div>
      <Progress
        tall
        value={done}
        max={progress.texts}
        label={t('sentShare', { percent })}
        valueText={`${formats.whole(done)} / ${formats.whole(progress.texts)}, ${percent}`}
      />
      {open && progress.unsent > 0 && (
        <p className="flex gap-2 type-small text-ink-2">
          <Info className="mt-px size-4 shrink-0 text-ink-3" strokeWidth={1.75} aria-hidden="true" />
          {t('stopHint', {
            unsent: tCampaigns('texts', { count: progress.unsent }),
            sum: formats.money(progress.releasedByStopMicro),
          })}
        </p>
      )}
    </section>
  )
}

function Brakes({ campaignId, running }: { campaignId: string; running: boolean }) {
  const t = useTranslations('campaigns.progress')
  return (
    <div className="flex flex-wrap gap-2">
      {running ? (
        <CampaignAction
          action={pauseCampaignAction}
          campaignId={campaignId}
          label={t('pause')}
          pendingLabel={t('pausing')}
          icon={<Pause aria-hidden="true" />}
        />
      ) : (
        <CampaignAction
          action={resumeCampaignAction}
          campaignId={campaignId}
          label={t('resume')}
          pendingLabel={t('resuming')}
          variant="primary"
          icon={<Play aria-hidden="true" />}
        />
      )}
      <LinkButton
        href={`/campaigns/${campaignId}?ask=stop`}
        variant="danger"
        icon={<Square aria-hidden="true" />}
        scroll={false}
        prefetch={false}
      >
        {t('stop')}
      </LinkButton>
    </div>
  )
}
