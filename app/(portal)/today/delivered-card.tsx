import { CircleCheck, CircleX } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { ToneStatus } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { MiniBars } from '#components/ui/chart.tsx'
import { Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { DaySums } from '#lib/core/day-sums.ts'
import { sumsByDay } from '#lib/core/day-sums.ts'

const LABEL_EVERY_DAYS = 7

/** Whether texts arrive, day by day over a month; the same numbers as a table behind a fold. */
export function DeliveredCard({
  days,
  sums,
}: {
  days: string[]
  sums: { day: string; status: string; texts: number }[]
}) {
  const t = useTranslations('today')
  const byDay = sumsByDay(days, sums)
  const delivered = byDay.reduce((sum, day) => sum + day.delivered, 0)
  const failed = byDay.reduce((sum, day) => sum + day.failed, 0)
  const known = delivered + failed
  return (
    <Card
      title={t('deliveredTitle')}
      aside={
        <Link href="/history" className="link">
          {t('history')}
        </Link>
      }
    >
      {known === 0 ? (
        <p className="text-ink-2">{t('none')}</p>
      ) : (
        <div className="grid gap-4">
          <div className="grid gap-x-8 gap-y-5 md:grid-cols-2">
            <Half
              status={
                <ToneStatus tone="ok" icon={<CircleCheck strokeWidth={1.75} aria-hidden="true" />}>
                  {t('delivered')}
                </ToneStatus>
              }
              count={delivered}
              of={known}
            >
              <DayBars
                label={t('deliveredChart')}
                byDay={byDay}
                value={(day) => day.delivered}
                look={{ color: 'ok', texture: 'solid' }}
              />
            </Half>
            <Half
              status={
                <ToneStatus tone="bad" icon={<CircleX strokeWidth={1.75} aria-hidden="true" />}>
                  {t('undelivered')}
                </ToneStatus>
              }
              count={failed}
              of={known}
            >
              <DayBars
                label={t('undeliveredChart')}
                byDay={byDay}
                value={(day) => day.failed}
                look={{ color: 'bad', texture: 'hatch' }}
              />
            </Half>
          </div>
          <DayTable byDay={byDay} />
        </div>
      )}
    </Card>
  )
}

function Half({ status, count, of, children }: { status: ReactNode; count: number; of: number; children: ReactNode }) {
  const formats = useFormats()
  return (
    <div className="min-w-0">
      {status}
      <p className="mb-2 type-figure">
        {formats.percent(count / of)} <span className="type-small text-ink-3">{formats.whole(count)}</span>
      </p>
      {children}
    </div>
  )
}

function DayBars({
  label,
  byDay,
  value,
  look,
}: {
  label: string
  byDay: DaySums[]
  value: (day: DaySums) => number
  look: { color: 'ok' | 'bad'; texture: 'solid' | 'hatch' }
}) {
  const formats = useFormats()
  // Counted back from today, so that today has its date.
  const labelled = (index: number) => (byDay.length - 1 - index) % LABEL_EVERY_DAYS === 0
  return (
    <MiniBars
      label={label}
      {...look}
      bars={byDay.map((day, index) => ({
        key: day.day,
        label: labelled(index) ? String(Number(day.day.slice(8))) : '\u00a0',
        value: value(day),
        shown: formats.whole(value(day)),
      }))}
    />
  )
}

function DayTable({ byDay }: { byDay: DaySums[] }) {
  const t = useTranslations('today')
  const tCommon = useTranslations('common')
  const formats = useFormats()
  const active = byDay.filter(({ delivered, failed, waiting }) => delivered + failed + waiting > 0).toReversed()
  return (
    <details>
      <summary className="link w-fit cursor-pointer type-small">{tCommon('showAsTable')}</summary>
      <div className="mt-2">
        <Table label={t('deliveredTitle')}>
          <thead>
            <tr>
              <th scope="col">{t('day')}</th>
              <th scope="col" className="num">
                {t('delivered')}
              </th>
              <th scope="col" className="num">
                {t('undelivered')}
              </th>
              <th scope="col" className="num">
                {t('waiting')}
              </th>
            </tr>
          </thead>
          <tbody>
            {active.map((day) => (
              <tr key={day.day}>
                <th scope="row">{formats.time(new Date(`${day.day}T00:00:00Z`), 'date', 'UTC')}</th>
                <td className="num">{formats.whole(day.delivered)}</td>
                <td className="num">{formats.whole(day.failed)}</td>
                <td className="num">{formats.whole(day.waiting)}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </details>
  )
}
