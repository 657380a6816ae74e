import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { Forecast } from '#lib/core/forecast.ts'
import { sumOf } from '#lib/core/forecast.ts'
import type { DayNote } from '../forecast/_parts/day-notes.ts'
import { ForecastChart } from '../forecast/_parts/forecast-chart.tsx'

/** What leaves by itself in the next seven days; the same as a table is a page of its own. */
export function ForecastCard({ forecast, notes }: { forecast: Forecast; notes: ReadonlyMap<string, DayNote> }) {
  const t = useTranslations('today')
  const tCommon = useTranslations('common')
  const formats = useFormats()
  const { texts, costMicro } = sumOf(forecast.cells)
  return (
    <Card title={t('nextDays')} aside={texts > 0 && t('nextDaysSum', { count: texts, cost: formats.money(costMicro) })}>
      {texts === 0 ? (
        <p className="text-ink-2">
          {t('nothingAhead')}{' '}
          <Link href="/reminders" className="link">
            {t('toReminders')}
          </Link>
        </p>
      ) : (
        <>
          <ForecastChart forecast={forecast} notes={notes} />
          <p className="mt-3 text-end type-small">
            <Link href="/forecast" className="link">
              {tCommon('showAsTable')}
            </Link>
          </p>
        </>
      )}
    </Card>
  )
}
