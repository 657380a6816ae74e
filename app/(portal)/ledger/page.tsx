import { Download } from 'lucide-react'
import { getTranslations } from 'next-intl/server'

import { LocalTime } from '#components/local-time.tsx'
import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { DownloadButton, LinkButton } from '#components/ui/link-button.tsx'
import { Note } from '#components/ui/note.tsx'
import { listChainAccounts, listLedgerDifferences, listLedgerProofs } from '#db/queries/ledger-proof.ts'
import { asOperator } from '#lib/runtime/transaction.ts'
import { requireOperator } from '#lib/web/require-operator.ts'
import { hrefWith, text } from '#lib/web/search-params.ts'
import { portalPage } from '../../_pages/portal-page.tsx'
import { titled } from '../../_pages/titled.ts'
import { AccountsTable } from './accounts-table.tsx'
import { DifferencesTable } from './differences-table.tsx'
import { ProofsTable } from './proofs-table.tsx'

const PROOFS_SHOWN = 14
const DIFFERENCES_SHOWN = 100
const CHAINS_SHOWN = 50

export const generateMetadata = titled('payments.ledger.title')

/** Whether everybody's money adds up, night by night, and how much each chain has. */
export default portalPage(async function LedgerPage({ searchParams }: PageProps<'/ledger'>) {
  await requireOperator('operator.read')
  const params = await searchParams
  const t = await getTranslations('payments.ledger')
  const { proofs, differences, accounts } = await asOperator(async (tx) => {
    const found = await listLedgerProofs(tx, PROOFS_SHOWN)
    const [latest] = found
    return {
      proofs: found,
      differences: latest?.differences ? await listLedgerDifferences(tx, latest.id, DIFFERENCES_SHOWN) : [],
      accounts: await listChainAccounts(tx, { after: text(params, 'after', 200), limit: CHAINS_SHOWN + 1 }),
    }
  })
  const [latest] = proofs
  const shown = accounts.slice(0, CHAINS_SHOWN)
  return (
    <>
      <PageHead title={t('title')} sub={t('sub')} />
      <div className="grid gap-4">
        {!latest && <Note tone="info">{t('noProof')}</Note>}
        {latest?.differences === 0 && (
          <Note tone="ok">
            {t.rich('fits', {
              chains: latest.chains,
              time: () => <LocalTime at={new Date(latest.beganAt)} style="dayAndTime" />,
            })}
          </Note>
        )}
        {latest && latest.differences > 0 && (
          <Card flush title={t('differences', { count: latest.differences })}>
            <DifferencesTable differences={differences} />
          </Card>
        )}
        <Card
          flush
          title={t('accounts')}
          aside={
            <DownloadButton href="/ledger/export" size="s" icon={<Download aria-hidden="true" />} download>
              {t('csv')}
            </DownloadButton>
          }
          footer={
            accounts.length > CHAINS_SHOWN && (
              <LinkButton href={hrefWith('/ledger', params, { after: shown.at(-1)?.name })} size="s">
                {t('more')}
              </LinkButton>
            )
          }
        >
          <AccountsTable accounts={shown} />
        </Card>
        <Card flush title={t('proofs')}>
          <ProofsTable proofs={proofs} />
        </Card>
      </div>
    </>
  )
})
