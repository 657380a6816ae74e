import { useTranslations } from 'next-intl'

import { Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import { middayOf } from '#lib/core/calendar-day.ts'
import type { Forecast } from '#lib/core/forecast.ts'
import { sourceKey, sumOf } from '#lib/core/forecast.ts'
import type { DayNote } from './day-notes.ts'
import { useHolidayName } from './use-holiday-name.ts'

/** The same numbers as the chart's, by day and rule, each leading to its list. */
export function ForecastTable({
  forecast,
  notes,
  ruleIds,
  ruleTitle,
}: {
  forecast: Forecast
  notes: ReadonlyMap<string, DayNote>
  ruleIds: readonly string[]
  ruleTitle: (ruleId: string) => string
}) {
  const t = useTranslations('reminders.forecastPage')
  const holidayName = useHolidayName()
  const formats = useFormats()
  const { days, cells } = forecast
  // Reminders in the order of their rules, the rest after them.
  const place = (key: string) => (ruleIds.includes(key) ? ruleIds.indexOf(key) : ruleIds.length)
  const sources = [...new Map(cells.map(({ source }) => [sourceKey(source), source])).values()].toSorted(
    (a, b) => place(sourceKey(a)) - place(sourceKey(b)),
  )
  const titleOf = (source: (typeof sources)[number]) => {
    if (source.kind === 'reminder') return ruleTitle(source.ruleId)
    return source.kind === 'campaign' ? source.name || t('kinds.campaign') : t(`kinds.${source.kind}`)
  }
  const total = sumOf(cells)
  const noteOf = (day: string) => {
    const note = notes.get(day)
    if (!note) return ''
    const name = note.publicKey ? holidayName(note.publicKey) : ''
    const hours = note.hours ? t('hours', { hours: note.hours }) : ''
    return [...new Set([name, ...note.ownNames, note.isClosed ? t('closed') : '', hours])].filter(Boolean).join(', ')
  }
  return (
    <Table label={t('table')}>
      <thead>
        <tr>
          <th scope="col">{t('day')}</th>
          {sources.map((source) => (
            <th key={sourceKey(source)} scope="col" className="num">
              {titleOf(source)}
            </th>
          ))}
          <th scope="col" className="num">
            {t('total')}
          </th>
          <th scope="col" className="num">
            {t('cost')}
          </th>
        </tr>
      </thead>
      <tbody>
        {days.map((day) => {
          const ofDay = cells.filter((cell) => cell.day === day)
          const sum = sumOf(ofDay)
          return (
            <tr key={day}>
              <th scope="row">
                <a className="link whitespace-nowrap" href={`/forecast/${day}`}>
                  {formats.time(middayOf(day), 'weekdayShort', 'UTC')}
                </a>
                {noteOf(day) && <span className="block type-meta text-ink-2">{noteOf(day)}</span>}
              </th>
              {sources.map((source) => {
                const { texts } = sumOf(ofDay.filter((cell) => sourceKey(cell.source) === sourceKey(source)))
                return (
                  <td key={sourceKey(source)} className="num">
                    {texts > 0 && source.kind === 'reminder' ? (
                      <a className="link" href={`/forecast/${day}?rule=${source.ruleId}`}>
                        {formats.whole(texts)}
                      </a>
                    ) : (
                      formats.whole(texts)
                    )}
                  </td>
                )
              })}
              <td className="num">
                <strong>{formats.whole(sum.texts)}</strong>
              </td>
              <td className="num">{formats.money(sum.costMicro)}</td>
            </tr>
          )
        })}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('total')}</th>
          {sources.map((source) => (
            <td key={sourceKey(source)} className="num">
              {formats.whole(sumOf(cells.filter((cell) => sourceKey(cell.source) === sourceKey(source))).texts)}
            </td>
          ))}
          <td className="num">{formats.whole(total.texts)}</td>
          <td className="num">{formats.money(total.costMicro)}</td>
        </tr>
      </tfoot>
    </Table>
  )
}
