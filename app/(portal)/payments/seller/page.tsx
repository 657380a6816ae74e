import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { findSeller } from '#db/queries/invoices.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { asOperator } from '#lib/runtime/transaction.ts'
import { requireOperator } from '#lib/web/require-operator.ts'
import { portalPage } from '../../../_pages/portal-page.tsx'
import { titled } from '../../../_pages/titled.ts'
import { SellerForm } from './seller-form.tsx'

export const generateMetadata = titled('payments.seller.title')

/** Who issues the invoices, and where they are paid to. */
export default portalPage(async function SellerPage() {
  await requireOperator('operator.read')
  const t = await getTranslations('payments')
  const seller = await asOperator(findSeller)
  return (
    <ClientMessages namespaces={['payments']}>
      <PageHead title={t('seller.title')} sub={t('seller.sub')} crumbs={[{ href: '/payments', label: t('title') }]} />
      <Card>
        <SellerForm seller={seller} />
      </Card>
    </ClientMessages>
  )
})
