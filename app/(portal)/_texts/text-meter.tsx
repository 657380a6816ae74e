import { useTranslations } from 'next-intl'

import { Badge } from '#components/ui/badge.tsx'
import { FieldMessage } from '#components/ui/field.tsx'
import { SegmentMeter } from '#components/ui/segment-meter.tsx'
import { useFormats } from '#components/use-formats.ts'
import { MAX_SEGMENTS, WARN_FROM_SEGMENTS } from '#lib/core/sms-segments.ts'
import type { MeasuredText } from './text-measure.ts'

const PARTS_WITH_WORDS = 3

/** What an SMS takes as it stands: parts, characters of what they hold, encoding, what is left, price of one. */
export function TextMeter({ measured, priceMicro, id }: { measured: MeasuredText; priceMicro: number; id: string }) {
  const t = useTranslations('campaigns.compose')
  const tCampaigns = useTranslations('campaigns')
  const formats = useFormats()
  const { segments, units, capacity, parts, encoding } = measured
  const perPart = segments > 0 ? capacity / segments : capacity
  return (
    <div id={id} className="grid gap-1.5">
      <p className="flex flex-wrap items-center gap-2">
        <span className="flex-1">
          <strong>{tCampaigns('parts', { count: segments })}</strong>{' '}
          <span className="text-ink-2">
            · {t('charactersOf', { used: formats.whole(units), capacity: formats.whole(capacity) })}
            {segments > 0 && <> · {formats.money(segments * priceMicro, 3)}</>}
          </span>
        </span>
        <span title={encoding === 'ucs2' ? t('ucs2Hint') : undefined}>
          <Badge tone={encoding === 'ucs2' ? 'warn' : 'neutral'}>{t(`encoding.${encoding}`)}</Badge>
        </span>
      </p>
      <SegmentMeter units={units} segments={segments} capacity={capacity} />
      {parts.length > 0 && parts.length <= PARTS_WITH_WORDS && (
        <p className="grid auto-cols-fr grid-flow-col gap-[3px] type-meta text-ink-3">
          {parts.map((used, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text are numbered
            <span key={index}>
              {t('partOf', { index: index + 1, used: formats.whole(used), capacity: formats.whole(perPart) })}
              {index === parts.length - 1 && perPart > used && <> · {t('left', { count: perPart - used })}</>}
            </span>
          ))}
        </p>
      )}
      <LengthWarning segments={segments} id={id} />
    </div>
  )
}

function LengthWarning({ segments, id }: { segments: number; id: string }) {
  const t = useTranslations('campaigns.compose')
  if (segments > MAX_SEGMENTS)
    return <FieldMessage id={`${id}-long`} error={t('tooManyParts', { max: MAX_SEGMENTS })} />
  if (segments < WARN_FROM_SEGMENTS) return null
  return (
    <p>
      <Badge tone="warn">{t('manyParts', { count: segments })}</Badge>
    </p>
  )
}
