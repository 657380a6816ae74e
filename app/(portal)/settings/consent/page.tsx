import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { Note } from '#components/ui/note.tsx'
import { findChain } from '#db/queries/chains.ts'
import { listConsentPolicies, staffNames } from '#db/queries/consents.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { inChain } from '#lib/runtime/transaction.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { portalPage } from '../../../_pages/portal-page.tsx'
import { titled } from '../../../_pages/titled.ts'
import { EarlierVersions } from './earlier-versions.tsx'
import { PolicyForm } from './policy-form.tsx'

export const generateMetadata = titled('privacy.consent.title')

export default portalPage(async function ConsentPage({ searchParams }: PageProps<'/settings/consent'>) {
  const ctx = await requireStaff('consent.write')
  const params = await searchParams
  const { chain, policies, names } = await inChain(ctx, async (tx) => {
    const all = await listConsentPolicies(tx, ctx.chainId)
    return {
      chain: await findChain(tx, ctx.chainId),
      policies: all,
      names: await staffNames(
        tx,
        ctx.chainId,
        all.map(({ savedBy }) => savedBy),
      ),
    }
  })
  const t = await getTranslations('privacy.consent')
  const tSettings = await getTranslations('settings')
  const version = policies[0]?.version ?? 0
  const standing = new Map(policies.filter((p) => p.version === version).map(({ language, body }) => [language, body]))
  const languages = [...new Set([...(chain?.languages ?? []), ...standing.keys()])]
  return (
    <ClientMessages namespaces={['privacy']}>
      <PageHead crumbs={[{ href: '/settings', label: tSettings('title') }]} title={t('title')} sub={t('sub')} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_364px]">
        <Card
          title={t('current')}
          aside={version > 0 && <Badge tone="neutral">{t('version', { version: String(version) })}</Badge>}
        >
          <div className="grid gap-4">
            {params.saved === '1' && <Note tone="ok" role="status" title={t('saved')} />}
            <p className="max-w-[70ch] text-pretty text-ink-2">{t('lead')}</p>
            <PolicyForm
              key={version}
              version={version}
              texts={languages.map((language) => ({ language, body: standing.get(language) ?? '' }))}
            />
          </div>
        </Card>
        <EarlierVersions
          policies={policies.filter((policy) => policy.version !== version)}
          names={names}
          zone={chain?.zone ?? 'Europe/Tallinn'}
        />
      </div>
    </ClientMessages>
  )
})
