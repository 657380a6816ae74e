import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { listLocations } from '#db/queries/tariffs.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { asOperator } from '#lib/runtime/transaction.ts'
import { requireOperator } from '#lib/web/require-operator.ts'
import { portalPage } from '../../../_pages/portal-page.tsx'
import { titled } from '../../../_pages/titled.ts'
import { OpenChainForm } from './open-chain-form.tsx'

export const generateMetadata = titled('desk.newChain.title')

/** A new chain, for a location, with its first manager. */
export default portalPage(async function NewChainPage() {
  await requireOperator('operator.read')
  const t = await getTranslations('desk.newChain')
  const locations = await asOperator(listLocations)
  return (
    <ClientMessages namespaces={['desk']}>
      <PageHead title={t('title')} sub={t('sub')} crumbs={[{ href: '/chains', label: t('crumb') }]} />
      <Card className="max-w-[720px]">
        <OpenChainForm locations={locations} />
      </Card>
    </ClientMessages>
  )
})
