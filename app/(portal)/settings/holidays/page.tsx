import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { Note } from '#components/ui/note.tsx'
import type { Holiday } from '#db/queries/holidays.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { isDay } from '#lib/core/calendar-day.ts'
import { may } from '#lib/core/permissions.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { text, uuid } from '#lib/web/search-params.ts'
import { portalPage } from '../../../_pages/portal-page.tsx'
import { titled } from '../../../_pages/titled.ts'
import { HolidayForm } from './holiday-form.tsx'
import { HolidaysTable } from './holidays-table.tsx'
import { loadHolidays } from './load-holidays.ts'
import { PublicHolidaysCard } from './public-holidays-card.tsx'
import { RemoveHoliday } from './remove-holiday.tsx'

export const generateMetadata = titled('reminders.holidays.title')

export default portalPage(async function HolidaysPage({ searchParams }: PageProps<'/settings/holidays'>) {
  const ctx = await requireStaff('automatic.read')
  const params = await searchParams
  const { own, publicDays, clinics } = await loadHolidays(ctx)
  const mayWrite = may(ctx.role, 'automatic.write')
  const mayAll = ctx.clinicIds === 'all'
  const mayChange = ({ clinicId }: Holiday) =>
    mayWrite && (mayAll || (clinicId !== null && clinics.some(({ id }) => id === clinicId)))
  const toRemove = own.find((holiday) => holiday.id === uuid(params, 'remove') && mayChange(holiday))
  const day = text(params, 'day')
  const t = await getTranslations('reminders.holidays')
  const tSettings = await getTranslations('settings')
  return (
    <ClientMessages namespaces={['reminders']}>
      <PageHead
        {...(may(ctx.role, 'settings.read') && { crumbs: [{ href: '/settings', label: tSettings('title') }] })}
        title={t('title')}
        sub={t('sub')}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_364px]">
        <div className="grid min-w-0 gap-4">
          {params.saved === '1' && <Note tone="ok" role="status" title={t('saved')} />}
          <Card flush title={t('own')}>
            <HolidaysTable
              holidays={own}
              clinics={new Map(clinics.map(({ id, name }) => [id, name]))}
              mayChange={mayChange}
            />
          </Card>
          {mayWrite && (
            <Card title={t('add')} id="add">
              <HolidayForm
                key={`${day} ${String(params.open)} ${String(params.saved)}`}
                clinics={clinics.map(({ id, name }) => ({ id, name }))}
                mayAll={mayAll}
                day={isDay(day) ? day : ''}
                isOpen={params.open === '1'}
              />
            </Card>
          )}
        </div>
        <PublicHolidaysCard days={publicDays} mayWrite={mayWrite} />
      </div>
      {toRemove && <RemoveHoliday ctx={ctx} holiday={toRemove} />}
    </ClientMessages>
  )
})
