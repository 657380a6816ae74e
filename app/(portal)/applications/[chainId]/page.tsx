import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Note } from '#components/ui/note.tsx'
import { findApplication, listApplicationSteps } from '#db/queries/applications.ts'
import { findDeskChain } from '#db/queries/chain-desk.ts'
import { listChainsOfSender, listSenderNames } from '#db/queries/sender-names.ts'
import { listPrices } from '#db/queries/tariffs.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { getFormats } from '#i18n/get-formats.ts'
import { asOperator } from '#lib/runtime/transaction.ts'
import { requireOperator } from '#lib/web/require-operator.ts'
import { uuid } from '#lib/web/search-params.ts'
import { portalPage } from '../../../_pages/portal-page.tsx'
import { titled } from '../../../_pages/titled.ts'
import { ApplicationFacts } from '../../_application/application-facts.tsx'
import { ApplicationSteps } from '../../_application/application-steps.tsx'
import { PricesCard } from '../../_application/prices-card.tsx'
import { SenderNamesTable } from '../../_application/sender-names-table.tsx'
import { ApplicationStatusBadge } from '../../_application/status-badge.tsx'
import { DecisionCard } from './decision-card.tsx'
import { SenderNameForm } from './sender-name-form.tsx'

export const generateMetadata = titled('desk.applications.title')

/** One application: what it says, what speaks against it, and the decision. */
export default portalPage(async function ApplicationPage({ params }: PageProps<'/applications/[chainId]'>) {
  const { now } = await requireOperator('operator.read')
  const chainId = uuid(await params, 'chainId')
  if (!chainId) notFound()
  const t = await getTranslations('desk.application')
  const formats = await getFormats()
  const found = await asOperator(async (tx) => {
    const [chain, application] = [await findDeskChain(tx, chainId), await findApplication(tx, chainId)]
    if (!chain || !application?.submittedAt) return null
    return {
      chain,
      application,
      steps: await listApplicationSteps(tx, chainId),
      senderNames: await listSenderNames(tx, chainId),
      alike: await listChainsOfSender(tx, chainId, application.senderName),
      prices: await listPrices(tx, chain.location, now),
    }
  })
  if (!found) notFound()
  const { chain, application, steps, senderNames, alike, prices } = found
  const licence = formats.country(chain.location)
  return (
    <ClientMessages namespaces={['desk', 'activation']}>
      <PageHead
        title={chain.name}
        sub={t('sub')}
        crumbs={[{ href: '/applications', label: t('crumb') }]}
        beside={<ApplicationStatusBadge status={application.status} />}
        actions={<LinkButton href={`/chains/${chainId}`}>{t('toChain')}</LinkButton>}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_392px]">
        <div className="grid min-w-0 gap-4">
          {application.location !== chain.location && (
            <Note tone="bad" title={t('otherLocation', { location: licence })}>
              {t('otherLocationBody')}
            </Note>
          )}
          {alike.length > 0 && (
            <Note tone="warn" title={t('alike')}>
              {formats.list(alike.map(({ name }) => name))}
            </Note>
          )}
          <ApplicationFacts application={application} />
          <SenderNamesTable names={senderNames} own={chain.senderName}>
            <SenderNameForm chainId={chainId} name={application.senderName} />
          </SenderNamesTable>
          <PricesCard location={chain.location} prices={prices} />
        </div>
        <div className="grid min-w-0 gap-4">
          <DecisionCard chainId={chainId} status={application.status} licence={licence} />
          <Card title={t('history')}>
            <ApplicationSteps
              steps={steps}
              status={application.status}
              submittedAt={application.submittedAt}
              others={chain.name}
            />
          </Card>
        </div>
      </div>
    </ClientMessages>
  )
})
