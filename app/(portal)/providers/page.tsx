import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Refresher } from '#components/refresher.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { listLedgerProofs } from '#db/queries/ledger-proof.ts'
import { listAccountHealth } from '#db/queries/provider-health.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { asOperator } from '#lib/runtime/transaction.ts'
import { requireOperator } from '#lib/web/require-operator.ts'
import { portalPage } from '../../_pages/portal-page.tsx'
import { titled } from '../../_pages/titled.ts'
import { LedgerAlarm } from '../ledger/ledger-alarm.tsx'
import { AccountCard } from './account-card.tsx'

const CHANNELS = ['sms', 'email'] as const

export const generateMetadata = titled('providers.title')

/** How each provider fares, for the operator: figures of minutes, no text and no patient. */
export default portalPage(async function ProvidersPage() {
  const { now } = await requireOperator('operator.read')
  const t = await getTranslations('providers')
  const { accounts, proof } = await asOperator(async (tx) => ({
    accounts: await listAccountHealth(tx),
    proof: (await listLedgerProofs(tx, 1))[0],
  }))

  if (accounts.length === 0) {
    return (
      <>
        <PageHead title={t('title')} sub={t('sub')} />
        <EmptyState title={t('emptyTitle')}>{t('emptyBody')}</EmptyState>
      </>
    )
  }
  const channels = CHANNELS.map((channel) => ({ channel, own: accounts.filter((one) => one.channel === channel) }))
  return (
    <ClientMessages namespaces={['providers', 'desk']}>
      <PageHead title={t('title')} sub={t('sub')} />
      {proof && proof.differences > 0 && <LedgerAlarm differences={proof.differences} />}
      <div className="grid gap-8">
        {channels.map(({ channel, own }) => (
          <section key={channel} aria-labelledby={channel}>
            <h2 id={channel} className="mb-3 type-title">
              {t(`channel.${channel}`)}
            </h2>
            <div className="grid gap-4 xl:grid-cols-2">
              {own.map((account) => (
                <AccountCard key={account.name} account={account} places={own.length} />
              ))}
            </div>
            {!own.some(({ enabled }) => enabled) && <p className="text-ink-2">{t('emptyChannel')}</p>}
          </section>
        ))}
      </div>
      <p className="mt-6 flex flex-wrap gap-x-4 gap-y-1 type-small text-ink-3">
        {t('change')}
        <Refresher asOf={now.toISOString()} />
      </p>
    </ClientMessages>
  )
})
