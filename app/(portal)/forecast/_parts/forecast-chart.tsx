import { useTranslations } from 'next-intl'

import type { ChartColumn } from '#components/ui/chart.tsx'
import { Legend, StackedColumns } from '#components/ui/chart.tsx'
import { useFormats } from '#components/use-formats.ts'
import { middayOf } from '#lib/core/calendar-day.ts'
import type { Forecast } from '#lib/core/forecast.ts'
import { sumOf } from '#lib/core/forecast.ts'
import type { DayNote } from './day-notes.ts'
import { SERIES, textsOf } from './forecast-series.ts'

/** The days ahead as columns, each leading to its list; the kinds of texts in the legend with their sums. */
export function ForecastChart({ forecast, notes }: { forecast: Forecast; notes: ReadonlyMap<string, DayNote> }) {
  const t = useTranslations('reminders.forecastPage')
  const formats = useFormats()
  const { days, cells } = forecast
  const series = SERIES.filter(({ kind }) => textsOf(cells, kind) > 0)
  const columns = days.map((day): ChartColumn => {
    const ofDay = cells.filter((cell) => cell.day === day)
    const { texts, costMicro } = sumOf(ofDay)
    const weekday = formats.time(middayOf(day), 'weekdayShort', 'UTC')
    const note = notes.get(day)
    return {
      key: day,
      lines: [
        formats.time(middayOf(day), 'weekday', 'UTC'),
        formats.time(middayOf(day), 'dayShort', 'UTC'),
        formats.money(costMicro),
        ...(note?.isClosed ? [t('closed')] : []),
        ...(note?.hours ? [t('hours', { hours: note.hours })] : []),
      ],
      parts: series.map(({ kind, color, texture }) => ({ key: kind, value: textsOf(ofDay, kind), color, texture })),
      shown: formats.whole(texts),
      name: weekday,
      href: `/forecast/${day}`,
      ...(note?.isClosed && { quiet: true }),
    }
  })
  return (
    <div className="grid gap-3.5">
      <StackedColumns label={t('chart')} columns={columns} />
      <Legend
        series={series.map(({ kind, color, texture }) => ({
          ...{ key: kind, value: textsOf(cells, kind), color, texture },
          label: (
            <>
              {t(`kinds.${kind}`)} <b className="text-ink">{formats.whole(textsOf(cells, kind))}</b>
            </>
          ),
        }))}
      />
    </div>
  )
}
