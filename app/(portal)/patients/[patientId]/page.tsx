import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import * as z from 'zod'

import { PageHead } from '#components/page-head.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { findChain } from '#db/queries/chains.ts'
import { listConsentPolicies, staffNames } from '#db/queries/consents.ts'
import { listDeliveriesOf } from '#db/queries/deliveries.ts'
import { findErasure } from '#db/queries/erasure.ts'
import { listLeftOutsOfPatient } from '#db/queries/left-outs-of-patient.ts'
import { listOptOutsOf } from '#db/queries/opt-outs.ts'
import { findPatient, listAppointmentsOf, listConsentsOf, listSharingPatients } from '#db/queries/patients.ts'
import { listWrongContactsOf } from '#db/queries/visit-answers.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { dayIn } from '#lib/core/calendar-day.ts'
import { may } from '#lib/core/permissions.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { portalPage } from '../../../_pages/portal-page.tsx'
import { titled } from '../../../_pages/titled.ts'
import { AppointmentsCard } from './_parts/appointments-card.tsx'
import { ConsentsCard } from './_parts/consents-card.tsx'
import { DataCard } from './_parts/data-card.tsx'
import { ErasedCard } from './_parts/erased-card.tsx'
import { FactsCard } from './_parts/facts-card.tsx'
import { LeftOutsCard } from './_parts/left-outs-card.tsx'
import { TextsCard } from './_parts/texts-card.tsx'
import { WriteButton } from './_parts/write-button.tsx'
import { WrongContactCard } from './_parts/wrong-contact-card.tsx'

export const generateMetadata = titled('patients.title')

export default portalPage(async function PatientPage({ params }: PageProps<'/patients/[patientId]'>) {
  const ctx = await requireStaff('patient.read')
  const patientId = z.uuid().safeParse((await params).patientId).data
  if (!patientId) notFound()

  const found = await inChain(ctx, async (tx) => {
    const patient = await findPatient(tx, ctx, patientId)
    if (!patient) return null
    // One connection, so one after another; postgres.js sends them without waiting for each answer.
    const [sharing, texts, leftOuts, appointments, consents, optOuts, wrong] = await Promise.all([
      listSharingPatients(tx, ctx, patient),
      listDeliveriesOf(tx, ctx.chainId, patientId),
      listLeftOutsOfPatient(tx, ctx.chainId, patientId),
      listAppointmentsOf(tx, ctx.chainId, patientId),
      listConsentsOf(tx, ctx.chainId, patientId),
      listOptOutsOf(tx, ctx.chainId, patient),
      listWrongContactsOf(tx, ctx.chainId, patientId),
    ])
    const chain = await findChain(tx, ctx.chainId)
    const erasure = patient.erasedAt && (await findErasure(tx, ctx.chainId, patientId))
    const policies = await listConsentPolicies(tx, ctx.chainId)
    const written = [...consents, ...optOuts].flatMap((row) => [row.recordedBy, row.withdrawnBy])
    const names = await staffNames(tx, ctx.chainId, written)
    return {
      patient,
      sharing,
      texts,
      leftOuts,
      appointments,
      consents,
      optOuts,
      wrong,
      chain,
      policies,
      names,
      erasure,
    }
  })
  if (!found) notFound()

  const { patient } = found
  const t = await getTranslations('patients')
  const tData = await getTranslations('privacy.data')
  const name = `${patient.firstName} ${patient.lastName}`.trim() || t('noName')
  return (
    <>
      <PageHead
        crumbs={[{ href: '/patients', label: t('title') }]}
        title={patient.erasedAt ? tData('erasedName') : name}
        beside={patient.deceased && <Badge tone="neutral">{t('deceased')}</Badge>}
        actions={
          may(ctx.role, 'private.send') &&
          !patient.deceased &&
          !patient.erasedAt && (
            <ClientMessages namespaces={['patients']}>
              <WriteButton patientId={patientId} />
            </ClientMessages>
          )
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1.72fr)_minmax(340px,1fr)]">
        <div className="grid gap-4">
          <TextsCard texts={found.texts} zone={patient.clinicZone} />
          <LeftOutsCard leftOuts={found.leftOuts} patientId={patientId} />
          <AppointmentsCard
            appointments={found.appointments}
            now={ctx.now}
            newFor={may(ctx.role, 'appointment.write') && !patient.deceased && !patient.erasedAt ? patientId : null}
          />
        </div>
        <div className="grid gap-4">
          {patient.erasedAt && (
            <ClientMessages namespaces={['privacy']}>
              <ErasedCard
                patientId={patientId}
                erasedAt={patient.erasedAt}
                zone={patient.clinicZone}
                lifted={found.erasure?.lifted ?? false}
                mayLift={may(ctx.role, 'patient.erase')}
              />
            </ClientMessages>
          )}
          <FactsCard patient={patient} sharing={found.sharing} now={ctx.now} />
          <ClientMessages namespaces={['patients']}>
            <WrongContactCard
              patientId={patientId}
              wrong={found.wrong}
              zone={patient.clinicZone}
              mayCorrect={may(ctx.role, 'patient.write')}
            />
            <ConsentsCard
              patient={patient}
              consents={found.consents}
              optOuts={found.optOuts}
              policies={found.policies}
              sharing={found.sharing}
              names={found.names}
              today={dayIn(found.chain?.zone ?? patient.clinicZone, ctx.now)}
              mayChange={may(ctx.role, 'patient.opt_out') && !patient.erasedAt}
            />
          </ClientMessages>
          {!patient.erasedAt && (may(ctx.role, 'patient.export') || may(ctx.role, 'patient.erase')) && (
            <ClientMessages namespaces={['privacy']}>
              <DataCard
                patientId={patientId}
                code={patient.code}
                mayExport={may(ctx.role, 'patient.export')}
                mayErase={may(ctx.role, 'patient.erase')}
              />
            </ClientMessages>
          )}
        </div>
      </div>
    </>
  )
})
