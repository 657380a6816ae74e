import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Note } from '#components/ui/note.tsx'
import { countChainTexts, countWaitingTexts, findDeskChain } from '#db/queries/chain-desk.ts'
import { listSenderNames } from '#db/queries/sender-names.ts'
import { listLocations } from '#db/queries/tariffs.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { asOperator } from '#lib/runtime/transaction.ts'
import { requireOperator } from '#lib/web/require-operator.ts'
import { uuid } from '#lib/web/search-params.ts'
import { portalPage } from '../../../_pages/portal-page.tsx'
import { titled } from '../../../_pages/titled.ts'
import { SenderNamesTable } from '../../_application/sender-names-table.tsx'
import { SenderNameForm } from '../../applications/[chainId]/sender-name-form.tsx'
import { ChainStateBadge } from '../chain-state.tsx'
import { ChainFigures } from './chain-figures.tsx'
import { LimitsForm } from './limits-form.tsx'
import { LocationForm } from './location-form.tsx'
import { PauseForm } from './pause-form.tsx'

const DAYS = 30

export const generateMetadata = titled('desk.chains.title')

/** One chain: its money and counts, its licence, its limits, and whether it may send. */
export default portalPage(async function ChainPage({ params, searchParams }: PageProps<'/chains/[chainId]'>) {
  await requireOperator('operator.read')
  const chainId = uuid(await params, 'chainId')
  if (!chainId) notFound()
  const t = await getTranslations('desk.chain')
  const found = await asOperator(async (tx) => {
    const chain = await findDeskChain(tx, chainId)
    if (!chain) return null
    return {
      chain,
      texts: await countChainTexts(tx, chainId, DAYS),
      waiting: await countWaitingTexts(tx, chainId),
      senderNames: await listSenderNames(tx, chainId),
      locations: await listLocations(tx),
    }
  })
  if (!found) notFound()
  const { chain, texts, waiting, senderNames, locations } = found
  const isOpened = 'opened' in (await searchParams)
  return (
    <ClientMessages namespaces={['desk', 'activation']}>
      <PageHead
        title={chain.name}
        sub={t('sub')}
        crumbs={[{ href: '/chains', label: t('crumb') }]}
        beside={<ChainStateBadge chain={chain} />}
        actions={
          <>
            <LinkButton href={`/service-log?chain=${chainId}`}>{t('toLog')}</LinkButton>
            {chain.applicationStatus !== null && chain.applicationStatus !== 'draft' && (
              <LinkButton href={`/applications/${chainId}`}>{t('toApplication')}</LinkButton>
            )}
          </>
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_392px]">
        <div className="grid min-w-0 gap-4">
          {isOpened && (
            <Note tone="ok" role="status" title={t('opened')}>
              {t('openedBody')}
            </Note>
          )}
          <ChainFigures chain={chain} texts={texts} waiting={waiting} days={DAYS} />
          <SenderNamesTable names={senderNames} own={chain.senderName}>
            <SenderNameForm chainId={chainId} name={chain.senderName} />
          </SenderNamesTable>
        </div>
        <div className="grid min-w-0 gap-4">
          <Card title={t('sending')}>
            <PauseForm chainId={chainId} pausedAt={chain.pausedAt} reason={chain.pauseReason} />
          </Card>
          <Card title={t('limits')}>
            <LimitsForm chain={chain} />
          </Card>
          <Card title={t('licence')}>
            <LocationForm chainId={chainId} location={chain.location} locations={locations} />
          </Card>
        </div>
      </div>
    </ClientMessages>
  )
})
