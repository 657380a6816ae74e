import { ChevronLeft, ChevronRight, Download, Plus } from 'lucide-react'
import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { DownloadButton, LinkButton } from '#components/ui/link-button.tsx'
import { Pagination } from '#components/ui/pagination.tsx'
import { APPOINTMENTS_PER_PAGE, listAppointments, listDoctors } from '#db/queries/appointment-list.ts'
import { listClinics } from '#db/queries/clinics.ts'
import { DEFAULT_TIME_ZONE } from '#i18n/locales.ts'
import { dayIn } from '#lib/core/calendar-day.ts'
import { may } from '#lib/core/permissions.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { readChosenClinic } from '#lib/web/chosen-clinic.ts'
import { currentStaff } from '#lib/web/current-staff.ts'
import { keysetPage } from '#lib/web/keyset-page.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { hrefWith } from '#lib/web/search-params.ts'
import { portalPage } from '../../_pages/portal-page.tsx'
import { titled } from '../../_pages/titled.ts'
import { AppointmentFilters } from './_list/appointment-filters.tsx'
import { AppointmentTable } from './_list/appointment-table.tsx'
import { appointmentFilterOf, appointmentPlaceOf, neighbours, shownDaysOf } from './_list/filter.ts'

export const generateMetadata = titled('appointments.title')

export default portalPage(async function AppointmentsPage({ searchParams }: PageProps<'/appointments'>) {
  const ctx = await requireStaff('appointment.read')
  const params = await searchParams
  const today = dayIn((await currentStaff())?.chain?.zone ?? DEFAULT_TIME_ZONE, ctx.now)
  const days = shownDaysOf(params, today)
  const filter = appointmentFilterOf(params, { today, chosenClinicId: await readChosenClinic() })
  const { backwards, ...place } = appointmentPlaceOf(params, days.range)
  const { read, clinics, doctors } = await inChain(ctx, async (tx) => ({
    read: await listAppointments(tx, ctx, filter, place),
    clinics: await listClinics(tx, ctx.chainId),
    doctors: await listDoctors(tx, ctx, filter),
  }))
  const page = keysetPage(read, APPOINTMENTS_PER_PAGE, { backwards, fromStart: place.beyond === undefined })

  const t = await getTranslations('appointments')
  const seen = clinics.filter((clinic) => ctx.clinicIds === 'all' || ctx.clinicIds.includes(clinic.id))
  const beside = neighbours(days)
  const at = (change: Record<string, string | undefined>) =>
    hrefWith('/appointments', params, { after: undefined, before: undefined, ...change })
  const filtered = ['q', 'range', 'on', 'clinic', 'doctor', 'status'].some((name) => params[name])
  return (
    <>
      <PageHead
        title={t('title')}
        sub={t('sub')}
        actions={
          <>
            <DownloadButton
              href={hrefWith('/appointments/export', params, {})}
              icon={<Download aria-hidden="true" />}
              download
            >
              {t('export')}
            </DownloadButton>
            {may(ctx.role, 'appointment.write') && (
              <LinkButton href="/appointments/new" variant="primary" icon={<Plus aria-hidden="true" />}>
                {t('new')}
              </LinkButton>
            )}
          </>
        }
      />
      <Card
        flush
        title={t('list')}
        aside={
          <AppointmentFilters
            filter={filter}
            days={days}
            clinics={seen}
            doctors={doctors}
            clearHref={filtered ? '/appointments?clinic=' : null}
          />
        }
        footer={
          <>
            {beside && (
              <span className="flex gap-2">
                <LinkButton size="s" href={at({ on: beside.earlier })} icon={<ChevronLeft aria-hidden="true" />}>
                  {t('earlierDay')}
                </LinkButton>
                <LinkButton size="s" href={at({ on: beside.later })} icon={<ChevronRight aria-hidden="true" />}>
                  {t('laterDay')}
                </LinkButton>
              </span>
            )}
            <Pagination
              previousHref={page.hasPrevious ? at({ before: page.first?.id }) : null}
              nextHref={page.hasNext ? at({ after: page.last?.id }) : null}
            />
          </>
        }
      >
        <AppointmentTable rows={page.rows} today={today} />
      </Card>
    </>
  )
})
