import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Pagination } from '#components/ui/pagination.tsx'
import { QuickFilters } from '#components/ui/tabs.tsx'
import { countUnreadReplies, listReplies, REPLIES_PER_PAGE } from '#db/queries/replies.ts'
import { listVisitCalls } from '#db/queries/visit-calls.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { getFormats } from '#i18n/get-formats.ts'
import { may } from '#lib/core/permissions.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { keysetPage } from '#lib/web/keyset-page.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { hrefWith, oneOf, uuid } from '#lib/web/search-params.ts'
import { portalPage } from '../../_pages/portal-page.tsx'
import { titled } from '../../_pages/titled.ts'
import { ReplyRow } from './_list/reply-row.tsx'
import { VisitCallsCard } from './_list/visit-calls-card.tsx'

const SHOWN = ['unread', 'handled', 'all'] as const

export const generateMetadata = titled('inbox.title')

export default portalPage(async function InboxPage({ searchParams }: PageProps<'/inbox'>) {
  const ctx = await requireStaff('inbox.read')
  const params = await searchParams
  const t = await getTranslations('inbox')
  const formats = await getFormats()
  const show = oneOf(params, 'show', SHOWN) ?? 'unread'
  const after = uuid(params, 'after')

  const { read, unread, calls } = await inChain(ctx, async (tx) => ({
    read: await listReplies(tx, ctx, { state: show === 'all' ? undefined : show, after }),
    unread: await countUnreadReplies(tx, ctx),
    calls: await listVisitCalls(tx, ctx),
  }))
  const page = keysetPage(read, REPLIES_PER_PAGE, { backwards: false, fromStart: after === undefined })
  const at = (change: Record<string, string | undefined>) => hrefWith('/inbox', { show }, change)
  const filters = SHOWN.map((value) => ({
    href: hrefWith('/inbox', {}, { show: value === 'unread' ? undefined : value }),
    label: t(`show.${value}`),
    count: value === 'unread' && unread > 0 ? formats.whole(unread) : undefined,
    current: show === value,
  }))

  return (
    <>
      <PageHead title={t('title')} sub={t('sub')} />
      {calls.length > 0 && (
        <ClientMessages namespaces={['inbox']}>
          <VisitCallsCard calls={calls} mayHandle={may(ctx.role, 'reply.handle')} />
        </ClientMessages>
      )}
      <Card
        flush
        title={t('list')}
        aside={<QuickFilters label={t('filterLabel')} filters={filters} />}
        footer={
          page.rows.length > 0 && (
            <Pagination
              previousHref={after ? at({}) : null}
              nextHref={page.hasNext ? at({ after: page.last?.id }) : null}
            />
          )
        }
      >
        {page.rows.length === 0 ? (
          <EmptyState
            title={t(`empty.${show}.title`)}
            action={show === 'unread' && <LinkButton href="/inbox?show=all">{t('empty.unread.showAll')}</LinkButton>}
          >
            {t(`empty.${show}.body`)}
          </EmptyState>
        ) : (
          <ClientMessages namespaces={['inbox']}>
            <ul>
              {page.rows.map((reply) => (
                <ReplyRow key={reply.id} reply={reply} mayHandle={may(ctx.role, 'reply.handle')} />
              ))}
            </ul>
          </ClientMessages>
        )}
      </Card>
    </>
  )
})
