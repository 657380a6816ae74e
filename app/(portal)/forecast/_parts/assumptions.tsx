import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { Forecast } from '#lib/core/forecast.ts'
import { LEFT_OUT_REASONS } from '#lib/core/left-out-reason.ts'

/** What the forecast takes for granted, and whom its reminders would not reach. */
export function Assumptions({ forecast: { rendered, planned, leftOut } }: { forecast: Forecast }) {
  const t = useTranslations('reminders.forecastPage')
  const tReasons = useTranslations('statuses.leftOut')
  const formats = useFormats()
  const reasonOf = (reason: string) => {
    const known = LEFT_OUT_REASONS.find((one) => one === reason)
    return known ? tReasons(known) : t('wrongStatus')
  }
  return (
    <Card title={t('assumptions')}>
      <ul className="grid list-disc gap-1 ps-5 type-small text-ink-2">
        <li>{t('assumes.booked')}</li>
        <li>
          {rendered >= planned
            ? t('assumes.exact', { count: planned })
            : t('assumes.sample', { rendered: formats.whole(rendered), planned: formats.whole(planned) })}
        </li>
        <li>{t('assumes.others')}</li>
        {leftOut.length > 0 && (
          <li>
            {t('assumes.leftOut', { rendered: formats.whole(rendered) })}{' '}
            {leftOut.map(({ reason, reminders }) => `${reasonOf(reason)} ${formats.whole(reminders)}`).join(', ')}.
          </li>
        )}
      </ul>
    </Card>
  )
}
