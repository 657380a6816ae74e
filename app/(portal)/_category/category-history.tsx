import 'server-only'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'

import { Card } from '#components/ui/card.tsx'
import { Stat } from '#components/ui/facts-list.tsx'
import { listCategoryTexts, sumCategoryDays } from '#db/queries/category-history.ts'
import { getFormats } from '#i18n/get-formats.ts'
import { DEFAULT_TIME_ZONE } from '#i18n/locales.ts'
import { dayIn, dayPlus, daysFrom } from '#lib/core/calendar-day.ts'
import type { Category } from '#lib/core/category.ts'
import { KIND_OF } from '#lib/core/category.ts'
import { sumsByDay } from '#lib/core/day-sums.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { currentStaff } from '#lib/web/current-staff.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import type { SearchParams } from '#lib/web/search-params.ts'
import { EarlierDays } from './earlier-days.tsx'
import { HistoryRows } from './history-rows.tsx'
import { EARLIER_DAYS, periodOf } from './period.ts'
import { PeriodSegments } from './period-segments.tsx'

const ROWS = 12

/**
 * The history of one kind of texts, to stand at the right of its page: how many went out and arrived in the chosen days, the newest
 * of them with their whole text, and the days before. `path` and `searchParams` are the page's own; the period is kept in `?period=`.
 */
export async function CategoryHistory({
  kind,
  searchParams,
  path,
}: {
  kind: Category
  searchParams: SearchParams
  path: string
}) {
  const ctx = await requireStaff('delivery.read')
  const zone = (await currentStaff())?.chain?.zone ?? DEFAULT_TIME_ZONE
  const today = dayIn(zone, ctx.now)
  const period = periodOf(searchParams, today)
  const earlier = daysFrom(dayPlus(period.from, -EARLIER_DAYS), EARLIER_DAYS)
  const { sums, rows } = await inChain(ctx, async (tx) => {
    const sums = await sumCategoryDays(tx, ctx, kind, { from: earlier[0] ?? period.from, to: period.to })
    const hasSome = sums.some(({ day, texts }) => day >= period.from && texts > 0)
    return { sums, rows: hasSome ? await listCategoryTexts(tx, ctx, kind, period, ROWS + 1) : [] }
  })
  const shown = sumsByDay(daysFrom(period.from, period.key === 'week' ? EARLIER_DAYS : 1), sums)
  const total = (of: 'delivered' | 'failed' | 'waiting') => shown.reduce((sum, day) => sum + day[of], 0)
  const t = await getTranslations('category')
  const formats = await getFormats()
  const all = `/history?kind=${KIND_OF[kind]}`

  return (
    <Card
      flush
      title={t('title')}
      aside={
        <Link href={all} className="link">
          {t('all')}
        </Link>
      }
    >
      <div className="grid gap-3.5 px-4 pt-4 pb-3.5 md:px-5">
        <PeriodSegments period={period} today={today} params={searchParams} path={path} />
        <dl className="grid grid-cols-[repeat(4,auto)] justify-between gap-x-2 [&_dt]:whitespace-nowrap">
          <Stat label={t('sent')} value={formats.whole(total('delivered') + total('failed') + total('waiting'))} />
          <Stat label={t('delivered')} value={formats.whole(total('delivered'))} />
          <Stat label={t('undelivered')} value={formats.whole(total('failed'))} />
          <Stat label={t('underWay')} value={formats.whole(total('waiting'))} />
        </dl>
      </div>
      <HistoryRows
        rows={rows.slice(0, ROWS)}
        hasDays={period.key === 'week'}
        moreHref={rows.length > ROWS ? all : null}
      />
      <EarlierDays days={sumsByDay(earlier, sums).toReversed()} params={searchParams} path={path} />
    </Card>
  )
}
