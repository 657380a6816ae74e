import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { Table } from '#components/ui/table.tsx'
import { listTextLimits } from '#db/queries/text-limits.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { getFormats } from '#i18n/get-formats.ts'
import { DEFAULT_MAX_CHARACTERS } from '#lib/core/template-text.ts'
import { asOperator } from '#lib/runtime/transaction.ts'
import { requireOperator } from '#lib/web/require-operator.ts'
import { portalPage } from '../../../_pages/portal-page.tsx'
import { titled } from '../../../_pages/titled.ts'
import { TextLimitForm } from './text-limit-form.tsx'

export const generateMetadata = titled('desk.textLimits.title')

/** How long a text about a visit may be, by location of the chain. */
export default portalPage(async function TextLimitsPage() {
  await requireOperator('operator.read')
  const t = await getTranslations('desk.textLimits')
  const formats = await getFormats()
  const limits = await asOperator(listTextLimits)
  return (
    <ClientMessages namespaces={['desk']}>
      <PageHead title={t('title')} sub={t('sub')} crumbs={[{ href: '/chains', label: t('crumb') }]} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_392px]">
        <Card flush title={t('list')}>
          <Table label={t('list')}>
            <thead>
              <tr>
                <th scope="col">{t('location')}</th>
                <th scope="col" className="num">
                  {t('chains')}
                </th>
                <th scope="col" className="num">
                  {t('characters')}
                </th>
              </tr>
            </thead>
            <tbody>
              {limits.map(({ location, chains, maxCharacters }) => (
                <tr key={location}>
                  <th scope="row">{formats.country(location)}</th>
                  <td className="num">{formats.whole(chains)}</td>
                  <td className="num">
                    {formats.whole(maxCharacters ?? DEFAULT_MAX_CHARACTERS)}
                    {maxCharacters === null && <span className="block type-small text-ink-3">{t('usual')}</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </Table>
        </Card>
        <Card title={t('change')}>
          <TextLimitForm locations={limits.map(({ location }) => location)} />
        </Card>
      </div>
    </ClientMessages>
  )
})
