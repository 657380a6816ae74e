import Form from 'next/form'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { DateTimeField } from '#components/ui/date-time-field.tsx'
import { useFormats } from '#components/use-formats.ts'
import { middayOf } from '#lib/core/calendar-day.ts'
import type { SearchParams } from '#lib/web/search-params.ts'
import { hrefWith } from '#lib/web/search-params.ts'
import type { Period } from './period.ts'
import { PERIOD } from './period.ts'

/** Today, yesterday, a week, or a day of one's own: addresses, so that each can be shared and gone back to. */
export function PeriodSegments({
  period,
  today,
  params,
  path,
}: {
  period: Period
  today: string
  params: SearchParams
  path: string
}) {
  const t = useTranslations('category')
  const formats = useFormats()
  const segments = [
    { key: 'today', value: undefined },
    { key: 'yesterday', value: 'yesterday' },
    { key: 'week', value: 'week' },
  ] as const
  return (
    <nav aria-label={t('period')} className="segments">
      {segments.map(({ key, value }) => (
        <Link
          key={key}
          href={hrefWith(path, params, { [PERIOD]: value })}
          scroll={false}
          aria-current={period.key === key ? 'true' : undefined}
        >
          {t(`periods.${key}`)}
        </Link>
      ))}
      <details className="relative grid" name="category-day">
        <summary aria-current={period.key === 'day' ? 'true' : undefined}>
          {period.key === 'day' ? formats.time(middayOf(period.from), 'dateShort', 'UTC') : t('periods.day')}
        </summary>
        <Form
          action={path}
          scroll={false}
          className="absolute end-0 top-full z-10 mt-1.5 flex w-max items-end gap-2 rounded-l border border-line-strong bg-raised p-3 shadow-float"
        >
          {Object.entries(params).map(
            ([name, value]) =>
              name !== PERIOD &&
              typeof value === 'string' && <input key={name} type="hidden" name={name} value={value} />,
          )}
          <DateTimeField
            label={t('day')}
            type="date"
            name={PERIOD}
            size="s"
            required
            className="w-[150px]"
            max={today}
            defaultValue={period.key === 'day' ? period.from : ''}
          />
          <Button type="submit" size="s">
            {t('show')}
          </Button>
        </Form>
      </details>
    </nav>
  )
}
