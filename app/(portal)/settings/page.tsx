import { getTranslations } from 'next-intl/server'
import { PageHead } from '#components/page-head.tsx'
import { findChain } from '#db/queries/chains.ts'
import { listClinics } from '#db/queries/clinics.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { may } from '#lib/core/permissions.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { portalPage } from '../../_pages/portal-page.tsx'
import { titled } from '../../_pages/titled.ts'
import { BalanceCard } from './_parts/balance-card.tsx'
import { ClinicsCard } from './_parts/clinics-card.tsx'
import { LanguagesCard } from './_parts/languages-card.tsx'
import { PrivacyCard } from './_parts/privacy-card.tsx'
import { StaffCard } from './_parts/staff-card.tsx'

export const generateMetadata = titled('settings.title')

export default portalPage(async function SettingsPage() {
  const ctx = await requireStaff('settings.read')
  const t = await getTranslations('settings')
  const { chain, clinics } = await inChain(ctx, async (tx) => ({
    chain: await findChain(tx, ctx.chainId),
    clinics: await listClinics(tx, ctx.chainId),
  }))
  if (!chain) return null
  const mayChange = may(ctx.role, 'settings.write')

  return (
    <>
      <PageHead title={t('title')} sub={chain.name} />
      <div className="grid gap-4">
        <ClientMessages namespaces={['settings']}>
          <LanguagesCard languages={chain.languages} defaultLanguage={chain.defaultLanguage} mayChange={mayChange} />
          <ClinicsCard clinics={clinics} mayChange={mayChange} />
          <BalanceCard lowBalanceMicro={chain.lowBalanceMicro} reserveDays={chain.reserveDays} mayChange={mayChange} />
        </ClientMessages>
        {may(ctx.role, 'audit.read') && <PrivacyCard />}
        <StaffCard role={ctx.role} />
      </div>
    </>
  )
})
