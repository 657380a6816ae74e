import { CircleX } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { Bar } from '#components/ui/chart.tsx'
import { useFormats } from '#components/use-formats.ts'
import { middayOf } from '#lib/core/calendar-day.ts'
import type { DaySums } from '#lib/core/day-sums.ts'
import type { SearchParams } from '#lib/web/search-params.ts'
import { hrefWith } from '#lib/web/search-params.ts'
import { PERIOD } from './period.ts'

/** The days before, newest first: what was delivered and, hatched, what was not. A table, so the numbers need no eyes. */
export function EarlierDays({ days, params, path }: { days: readonly DaySums[]; params: SearchParams; path: string }) {
  const t = useTranslations('category')
  const formats = useFormats()
  const active = days.filter(({ delivered, failed }) => delivered + failed > 0)
  if (active.length === 0) return null
  const max = Math.max(...active.map(({ delivered, failed }) => delivered + failed))
  return (
    <section className="border-t border-line px-4 pt-3.5 pb-4 md:px-5">
      <h3 className="mb-1.5">{t('earlier')}</h3>
      <table className="w-full border-collapse type-small">
        <thead className="sr-only">
          <tr>
            <th scope="col">{t('day')}</th>
            <th scope="col">{t('chart')}</th>
            <th scope="col">{t('delivered')}</th>
            <th scope="col">{t('undelivered')}</th>
          </tr>
        </thead>
        <tbody>
          {active.map((day) => (
            <tr key={day.day}>
              <th scope="row" className="py-1 pe-3 text-start font-normal whitespace-nowrap">
                <Link
                  href={hrefWith(path, params, { [PERIOD]: day.day })}
                  scroll={false}
                  className="text-inherit no-underline hover:underline"
                >
                  {formats.time(middayOf(day.day), 'weekdayShort', 'UTC')}
                </Link>
              </th>
              <td className="w-full py-1">
                <span className="flex gap-0.5">
                  <Bar value={day.delivered} max={max} color="ok" texture="solid" />
                  <Bar value={day.failed} max={max} color="bad" texture="hatch" />
                </span>
              </td>
              <td className="py-1 ps-3 text-end font-medium tabular-nums">{formats.whole(day.delivered)}</td>
              <td className="py-1 ps-3 text-end whitespace-nowrap text-bad tabular-nums">
                {day.failed > 0 ? (
                  <>
                    <CircleX className="me-1 inline size-3.5 align-[-2px]" strokeWidth={1.75} aria-hidden="true" />
                    {formats.whole(day.failed)}
                  </>
                ) : (
                  <span className="sr-only">0</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-1.5 type-meta text-ink-3">{t('chartNote')}</p>
    </section>
  )
}
