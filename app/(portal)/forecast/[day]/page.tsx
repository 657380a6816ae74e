import { Download } from 'lucide-react'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { DownloadButton } from '#components/ui/link-button.tsx'
import { Pagination } from '#components/ui/pagination.tsx'
import { listClinics } from '#db/queries/clinics.ts'
import { listPlannedReminders } from '#db/queries/forecast.ts'
import { listReminderRules } from '#db/queries/reminder-rules.ts'
import { getFormats } from '#i18n/get-formats.ts'
import { DEFAULT_TIME_ZONE } from '#i18n/locales.ts'
import { dayIn, isDay, middayOf } from '#lib/core/calendar-day.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { currentStaff } from '#lib/web/current-staff.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { hrefWith, uuid } from '#lib/web/search-params.ts'
import { portalPage } from '../../../_pages/portal-page.tsx'
import { titled } from '../../../_pages/titled.ts'
import { plannedCursorOf, plannedCursorText } from './planned-filter.ts'
import { PlannedFilters } from './planned-filters.tsx'
import { PlannedTable } from './planned-table.tsx'

const PER_PAGE = 50

export const generateMetadata = titled('reminders.forecastPage.title')

/** Who is to get a reminder on a day, when, and in which words. */
export default portalPage(async function ForecastDayPage({ params, searchParams }: PageProps<'/forecast/[day]'>) {
  const ctx = await requireStaff('automatic.read')
  const { day } = await params
  const search = await searchParams
  if (!isDay(day)) notFound()
  const today = dayIn((await currentStaff())?.chain?.zone ?? DEFAULT_TIME_ZONE, ctx.now)
  const filter = { day, today, ruleId: uuid(search, 'rule'), clinicId: uuid(search, 'clinic') }
  const after = plannedCursorOf(search)
  const { read, rules, clinics } = await inChain(ctx, async (tx) => ({
    read: await listPlannedReminders(tx, ctx, filter, { after, limit: PER_PAGE }),
    rules: await listReminderRules(tx, ctx.chainId),
    clinics: await listClinics(tx, ctx.chainId),
  }))
  const rows = read.slice(0, PER_PAGE)
  const last = rows.at(-1)
  const t = await getTranslations('reminders.forecastPage')
  const formats = await getFormats()
  const path = `/forecast/${day}`
  return (
    <>
      <PageHead
        crumbs={[{ href: '/forecast', label: t('title') }]}
        title={t('dayTitle', { day: formats.time(middayOf(day), 'weekdayDate', 'UTC') })}
        sub={t('daySub')}
        actions={
          <DownloadButton
            href={hrefWith(`${path}/csv`, search, { after: undefined })}
            icon={<Download aria-hidden="true" />}
            download
          >
            {t('export')}
          </DownloadButton>
        }
      />
      <Card
        flush
        title={t('list')}
        aside={
          <PlannedFilters
            path={path}
            filter={filter}
            rules={rules}
            clinics={clinics.filter(({ id }) => ctx.clinicIds === 'all' || ctx.clinicIds.includes(id))}
          />
        }
        footer={
          <Pagination
            previousHref={after ? hrefWith(path, search, { after: undefined }) : null}
            nextHref={
              read.length > PER_PAGE && last ? hrefWith(path, search, { after: plannedCursorText(last) }) : null
            }
          />
        }
      >
        <PlannedTable rows={rows} rules={rules} />
      </Card>
    </>
  )
})
