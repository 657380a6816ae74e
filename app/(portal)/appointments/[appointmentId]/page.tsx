import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import * as z from 'zod'

import { PageHead } from '#components/page-head.tsx'
import { StatusBadge } from '#components/status-badge.tsx'
import { Note } from '#components/ui/note.tsx'
import { findAppointment, listFamilyVisits, listRemindersOf, listTrail } from '#db/queries/appointment-page.ts'
import { listClinics } from '#db/queries/clinics.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { getFormats } from '#i18n/get-formats.ts'
import { plannedTexts } from '#lib/appointments/planned-texts.ts'
import { may } from '#lib/core/permissions.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { portalPage } from '../../../_pages/portal-page.tsx'
import { titled } from '../../../_pages/titled.ts'
import { AppointmentFacts } from './_parts/appointment-facts.tsx'
import { ChangeCards } from './_parts/change-cards.tsx'
import { FamilyCard } from './_parts/family-card.tsx'
import { RemindersCard } from './_parts/reminders-card.tsx'
import { TrailCard } from './_parts/trail-card.tsx'

export const generateMetadata = titled('appointments.title')

export default portalPage(async function AppointmentPage({ params }: PageProps<'/appointments/[appointmentId]'>) {
  const ctx = await requireStaff('appointment.read')
  const appointmentId = z.uuid().safeParse((await params).appointmentId).data
  if (!appointmentId) notFound()

  const found = await inChain(ctx, async (tx) => {
    const appointment = await findAppointment(tx, ctx, appointmentId)
    if (!appointment) return null
    const reminders = await listRemindersOf(tx, ctx.chainId, appointmentId)
    return {
      appointment,
      reminders,
      planned: await plannedTexts(tx, ctx, appointment, reminders),
      family: await listFamilyVisits(tx, ctx.chainId, appointment),
      trail: await listTrail(tx, ctx.chainId, appointmentId),
      clinics: await listClinics(tx, ctx.chainId),
    }
  })
  if (!found) notFound()

  const { appointment, reminders, planned, family, trail, clinics } = found
  const own = clinics.filter(({ id }) => ctx.clinicIds === 'all' || ctx.clinicIds.includes(id))
  const t = await getTranslations('appointments')
  const formats = await getFormats()
  const name = `${appointment.firstName} ${appointment.lastName}`.trim() || t('noName')
  return (
    <>
      <PageHead
        crumbs={[{ href: '/appointments', label: t('title') }]}
        title={`${formats.time(appointment.startsAt, 'weekdayTime', appointment.zone)} · ${name}`}
        beside={<StatusBadge kind="appointment" status={appointment.status} />}
      />
      {appointment.deceased && (
        <div className="mb-4">
          <Note tone="warn">{t('page.deceased')}</Note>
        </div>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1.72fr)_minmax(340px,1fr)]">
        <div className="grid gap-4">
          <RemindersCard appointment={appointment} reminders={reminders} planned={planned} />
          {family.length > 0 && <FamilyCard family={family} zone={appointment.zone} />}
          <TrailCard trail={trail} zone={appointment.zone} clinics={clinics} />
        </div>
        <div className="grid gap-4">
          <AppointmentFacts appointment={appointment} />
          {may(ctx.role, 'appointment.write') && (
            <ClientMessages namespaces={['appointments']}>
              <ChangeCards appointment={appointment} clinics={own.map(({ id, name, zone }) => ({ id, name, zone }))} />
            </ClientMessages>
          )}
        </div>
      </div>
    </>
  )
})
