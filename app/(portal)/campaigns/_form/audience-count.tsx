import { useTranslations } from 'next-intl'

import type { Series } from '#components/ui/chart.tsx'
import { ShareBar, Swatch } from '#components/ui/chart.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { AudienceCount } from '#lib/campaigns/preview-figures.ts'
import type { LiveCount } from './use-audience-count.ts'

// Colour and texture by place: the chain's own language first.
const LOOKS: readonly Pick<Series, 'color' | 'texture'>[] = [
  { color: 'reminder', texture: 'solid' },
  { color: 'campaign', texture: 'hatch' },
  { color: 'greeting', texture: 'solid' },
  { color: 'private', texture: 'dots' },
]
const OTHER: Pick<Series, 'color' | 'texture'> = { color: 'unknown', texture: 'solid' }

/** How many match, by language; the number before stays, grey, while the next is counted. */
export function AudienceTotal({ live }: { live: LiveCount }) {
  const t = useTranslations('campaigns.audience')
  const formats = useFormats()
  const { count, state } = live
  const note = { fresh: t('countedNow'), counting: t('counting'), failed: t('countFailed') }[state]
  const series = languageSeries(count)
  return (
    <div className="grid flex-1 gap-2">
      <p className="flex flex-wrap items-baseline gap-x-1.5">
        <strong className={`type-figure ${state === 'fresh' ? '' : 'text-ink-3'}`}>
          {formats.whole(count.people)}
        </strong>
        <span className="flex-1">{t('match', { count: count.people })}</span>
        <span className={`type-meta ${state === 'failed' ? 'text-bad' : 'text-ink-3'}`}>{note}</span>
      </p>
      {count.people === 0 && state === 'fresh' && <p className="type-small text-ink-2">{t('nobody')}</p>}
      <ShareBar series={series} />
      <dl className="flex flex-wrap justify-between gap-x-3 gap-y-1.5 type-small">
        {series.map(({ key, label, value, color, texture }) => (
          <div key={key}>
            <dt className="flex items-center gap-1.5 text-ink-2">
              <Swatch color={color} texture={texture} />
              {label}
            </dt>
            <dd className="font-semibold">{formats.whole(value)}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function languageSeries(count: AudienceCount): Series[] {
  return count.languages
    .filter(({ people }) => people > 0)
    .map(({ language, people }, index) => ({
      key: language ?? 'none',
      label: language ?? '–',
      value: people,
      ...(LOOKS[index] ?? OTHER),
    }))
}
