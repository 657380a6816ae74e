import { CircleQuestionMark, Download } from 'lucide-react'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { DownloadButton, LinkButton } from '#components/ui/link-button.tsx'
import { Pagination } from '#components/ui/pagination.tsx'
import { EmptyRow, Table } from '#components/ui/table.tsx'
import { LEFT_OUTS_PER_PAGE } from '#db/queries/left-outs.ts'
import { listLeftOut } from '#lib/campaigns/list-left-out.ts'
import { isStillToSend } from '#lib/campaigns/still-to-send.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { hrefWith } from '#lib/web/search-params.ts'
import { portalPage } from '../../../../_pages/portal-page.tsx'
import { titled } from '../../../../_pages/titled.ts'
import { NavPlace } from '../../../_shell/nav-place.tsx'
import { crumbOf, listOf } from '../../crumb.ts'
import { findVisibleCampaign } from '../../find-visible-campaign.ts'
import { LanguageCode } from '../../language-code.tsx'
import { leftOutPageOf } from './left-out-filter.ts'
import { ReasonFilter } from './reason-filter.tsx'

const COLUMNS = 4

export const generateMetadata = titled('campaigns.leftOut.title')

/** Whom a campaign does not reach, each with the reason; every count of left-outs leads here. */
export default portalPage(async function LeftOutPage({
  params,
  searchParams,
}: PageProps<'/campaigns/[campaignId]/left-out'>) {
  const ctx = await requireStaff('patient.read')
  const { campaignId } = await params
  const query = await searchParams
  const campaign = await inChain(ctx, (tx) => findVisibleCampaign(tx, ctx, campaignId))
  if (!campaign) notFound()
  const page = leftOutPageOf(query)
  const read = await listLeftOut(ctx, { campaignId, ...page })
  const rows = read.slice(0, LEFT_OUTS_PER_PAGE)
  const t = await getTranslations('campaigns')
  const tReason = await getTranslations('statuses.leftOut')
  const path = `/campaigns/${campaignId}/left-out`
  const live = isStillToSend(campaign.status)
  const next = read.length > rows.length ? hrefWith(path, query, { after: rows.at(-1)?.patientId }) : null

  return (
    <>
      <NavPlace href={listOf(campaign)} />
      <PageHead
        title={t('leftOut.title')}
        sub={live ? t('leftOut.live') : t('leftOut.frozen')}
        crumbs={[
          crumbOf(campaign, t),
          { href: `/campaigns/${campaignId}`, label: campaign.name || t('untitled') },
          ...(live ? [{ href: `/campaigns/${campaignId}/preview`, label: t('preview.crumb') }] : []),
        ]}
        actions={
          <>
            <LinkButton
              href={`/campaigns/${campaignId}/why`}
              variant="quiet"
              icon={<CircleQuestionMark aria-hidden="true" />}
            >
              {t('why')}
            </LinkButton>
            <DownloadButton
              href={hrefWith(`${path}/csv`, query, { after: undefined })}
              download
              icon={<Download aria-hidden="true" />}
            >
              {t('downloadCsv')}
            </DownloadButton>
          </>
        }
      />
      <Card
        flush
        title={page.reason ? tReason(page.reason) : t('leftOut.all')}
        aside={<ReasonFilter path={path} reason={page.reason} />}
        footer={
          <Pagination previousHref={page.after ? hrefWith(path, query, { after: undefined }) : null} nextHref={next} />
        }
      >
        <Table label={t('leftOut.title')}>
          <thead>
            <tr>
              <th scope="col">{t('leftOut.patient')}</th>
              <th scope="col">{t('leftOut.language')}</th>
              <th scope="col" className="hs">
                {t('leftOut.clinic')}
              </th>
              <th scope="col">{t('leftOut.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.length === 0 && <EmptyRow columns={COLUMNS}>{t('leftOut.empty')}</EmptyRow>}
            {rows.map((row) => (
              <tr key={row.patientId}>
                <th scope="row">
                  <Link href={`/patients/${row.patientId}`} className="link">
                    {`${row.firstName} ${row.lastName}`.trim() || row.code}
                  </Link>
                </th>
                <td>
                  <LanguageCode code={row.language} />
                </td>
                <td className="hs">{row.clinicName}</td>
                <td className="text-ink-2">{tReason(row.reason)}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Card>
    </>
  )
})
