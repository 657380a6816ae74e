import { getTranslations } from 'next-intl/server'

import { LocalTime } from '#components/local-time.tsx'
import { PageHead } from '#components/page-head.tsx'
import { StatusBadge } from '#components/status-badge.tsx'
import { Bubble } from '#components/ui/bubble.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Pagination } from '#components/ui/pagination.tsx'
import { EmptyRow, Table } from '#components/ui/table.tsx'
import { QuickFilters } from '#components/ui/tabs.tsx'
import { listOutbox, OUTBOX_PER_PAGE } from '#db/queries/outbox.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import type { DeliveryStatus } from '#lib/core/delivery-status.ts'
import { may } from '#lib/core/permissions.ts'
import { phoneAsWritten } from '#lib/phones/written.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { keysetPage } from '#lib/web/keyset-page.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { hrefWith, oneOf, text } from '#lib/web/search-params.ts'
import { portalPage } from '../../_pages/portal-page.tsx'
import { titled } from '../../_pages/titled.ts'
import { ReplyForm } from './reply-form.tsx'

const CHANNELS = ['sms', 'email'] as const
// On a phone: to whom, and what.
const HEADS = { at: 'hs', to: undefined, text: undefined, parts: 'num hs', receipt: 'hs' }
const COLUMNS = 5

export const generateMetadata = titled('outbox.title')

export default portalPage(async function OutboxPage({ searchParams }: PageProps<'/outbox'>) {
  const ctx = await requireStaff('outbox.read')
  const params = await searchParams
  const t = await getTranslations('outbox')
  const channel = oneOf(params, 'channel', CHANNELS)
  const after = text(params, 'after')

  const read = await inChain(ctx, (tx) => listOutbox(tx, ctx, { channel }, after))
  const page = keysetPage(read, OUTBOX_PER_PAGE, { backwards: false, fromStart: after === undefined })

  if (page.rows.length === 0 && !channel && !after) {
    return (
      <>
        <PageHead title={t('title')} sub={t('sub')} />
        <EmptyState
          title={t('emptyTitle')}
          action={
            <LinkButton href="/campaigns/new" variant="primary">
              {t('newCampaign')}
            </LinkButton>
          }
        >
          {t('emptyBody')}
        </EmptyState>
      </>
    )
  }

  const filters = [undefined, ...CHANNELS].map((value) => ({
    href: hrefWith('/outbox', { channel: value }, {}),
    label: t(value ?? 'all'),
    current: channel === value,
  }))
  return (
    <>
      <PageHead title={t('title')} sub={t('sub')} />
      <Card
        flush
        title={t('list')}
        aside={<QuickFilters label={t('filterLabel')} filters={filters} />}
        footer={
          <Pagination
            previousHref={after ? hrefWith('/outbox', { channel }, {}) : null}
            nextHref={page.hasNext ? hrefWith('/outbox', { channel, after: page.last?.ref }, {}) : null}
          />
        }
      >
        <ClientMessages namespaces={['outbox']}>
          <Table label={t('list')}>
            <thead>
              <tr>
                {(['at', 'to', 'text', 'parts', 'receipt'] as const).map((column) => (
                  <th key={column} scope="col" className={HEADS[column]}>
                    {t(`columns.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {page.rows.length === 0 && <EmptyRow columns={COLUMNS}>{t('noMatch')}</EmptyRow>}
              {page.rows.map((row) => (
                <tr key={row.ref}>
                  <td className="hs align-top">
                    <LocalTime at={row.acceptedAt} style="dayAndTime" />
                  </td>
                  <td className="align-top">
                    <span className="block max-md:wrap-anywhere md:whitespace-nowrap">
                      {row.channel === 'sms' ? phoneAsWritten(row.address).replaceAll('\u00a0', ' ') : row.address}
                    </span>
                    <span className="type-meta text-ink-3">{row.sender}</span>
                    <span className="block type-meta text-ink-3 md:hidden">
                      <LocalTime at={row.acceptedAt} style="timeWithSeconds" />
                    </span>
                  </td>
                  <td className="max-w-[60ch] py-2 md:min-w-[28ch]">
                    {row.subject && <b className="type-strong">{row.subject}</b>}
                    <Bubble lang="">{row.body}</Bubble>
                    {row.channel === 'sms' && may(ctx.role, 'outbox.reply') && <ReplyForm textRef={row.ref} />}
                  </td>
                  <td className="num hs align-top">{row.segments || '–'}</td>
                  <td className="hs align-top">
                    {row.receiptDueAt <= ctx.now ? (
                      <StatusBadge kind="delivery" status={row.receiptStatus as DeliveryStatus} />
                    ) : (
                      <span className="text-ink-3">
                        <LocalTime at={row.receiptDueAt} style="timeWithSeconds" />
                      </span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </Table>
        </ClientMessages>
      </Card>
    </>
  )
})
