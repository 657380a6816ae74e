import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { findApplication, listApplicationSteps } from '#db/queries/applications.ts'
import { findChain } from '#db/queries/chains.ts'
import { listSenderNames } from '#db/queries/sender-names.ts'
import { listLocations, listPrices } from '#db/queries/tariffs.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { isApplicationOpen } from '#lib/core/application-status.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { currentStaff } from '#lib/web/current-staff.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { portalPage } from '../../_pages/portal-page.tsx'
import { titled } from '../../_pages/titled.ts'
import { ApplicationFacts } from '../_application/application-facts.tsx'
import { ApplicationSteps } from '../_application/application-steps.tsx'
import { PricesCard } from '../_application/prices-card.tsx'
import { SenderNamesTable } from '../_application/sender-names-table.tsx'
import { ApplicationStatusBadge } from '../_application/status-badge.tsx'
import { ApplicationForm } from './_form/application-form.tsx'
import { firstValues } from './_form/first-values.ts'
import { StateNote } from './state-note.tsx'

export const generateMetadata = titled('activation.title')

/** The chain's application for the service: what it costs first, then the form, then how it stands and what has happened to it. */
export default portalPage(async function ActivationPage({ searchParams }: PageProps<'/activation'>) {
  const ctx = await requireStaff('activation.write')
  const kept = 'kept' in (await searchParams)
  const t = await getTranslations('activation')
  const staff = await currentStaff()
  const { chain, application, steps, senderNames, locations, prices } = await inChain(ctx, async (tx) => {
    const own = await findChain(tx, ctx.chainId)
    return {
      chain: own,
      application: await findApplication(tx, ctx.chainId),
      steps: await listApplicationSteps(tx, ctx.chainId),
      senderNames: await listSenderNames(tx, ctx.chainId),
      locations: await listLocations(tx),
      prices: await listPrices(tx, own?.location ?? '', ctx.now),
    }
  })
  if (!chain || !staff) return null
  const status = application?.status ?? 'draft'
  return (
    <ClientMessages namespaces={['activation']}>
      <PageHead title={t('title')} sub={t('sub')} beside={<ApplicationStatusBadge status={status} />} />
      <div className="grid items-start gap-4 lg:grid-cols-[408px_minmax(0,1fr)]">
        <PricesCard location={chain.location} prices={prices} />
        <div className="grid min-w-0 gap-4">
          <StateNote status={status} application={application} activatedAt={chain.activatedAt} />
          {isApplicationOpen(status) ? (
            <ApplicationForm values={firstValues(application, staff, chain)} locations={locations} kept={kept} />
          ) : (
            application && <ApplicationFacts application={application} />
          )}
          {senderNames.length > 0 && <SenderNamesTable names={senderNames} own={chain.senderName} />}
          {steps.length > 0 && (
            <Card title={t('steps.title')}>
              <ApplicationSteps
                steps={steps}
                status={status}
                submittedAt={application?.submittedAt ?? null}
                others={t('steps.service')}
              />
            </Card>
          )}
        </div>
      </div>
    </ClientMessages>
  )
})
