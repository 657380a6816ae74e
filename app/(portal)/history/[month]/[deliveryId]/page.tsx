import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import * as z from 'zod'
import { MaskedAddress } from '#components/masked-address.tsx'
import { PageHead } from '#components/page-head.tsx'
import { StatusBadge } from '#components/status-badge.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { PhonePreview } from '#components/ui/bubble.tsx'
import { Card } from '#components/ui/card.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import type { Fact } from '#components/ui/facts-list.tsx'
import { FactsList } from '#components/ui/facts-list.tsx'
import { findChain } from '#db/queries/chains.ts'
import { findDelivery, listReceiptsOf } from '#db/queries/deliveries.ts'
import { findDoubtOf } from '#db/queries/undecided-list.ts'
import { getFormats } from '#i18n/get-formats.ts'
import { deliveryTextOf } from '#lib/core/delivery-text.ts'
import { TRIAL_PROVIDERS } from '#lib/core/trial-providers.ts'
import { env } from '#lib/runtime/env.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { portalPage } from '../../../../_pages/portal-page.tsx'
import { titled } from '../../../../_pages/titled.ts'
import { DeliveryTimeline } from './delivery-timeline.tsx'

const Params = z.object({ month: z.string().regex(/^2\d{3}-(0[1-9]|1[0-2])-01$/), deliveryId: z.uuid() })

export const generateMetadata = titled('history.title')

export default portalPage(async function DeliveryPage({ params }: PageProps<'/history/[month]/[deliveryId]'>) {
  const ctx = await requireStaff('delivery.read')
  const parsed = Params.safeParse(await params)
  if (!parsed.success) notFound()
  const { month, deliveryId } = parsed.data

  const { delivery, receipts, doubt, chain } = await inChain(ctx, async (tx) => ({
    delivery: await findDelivery(tx, ctx, month, deliveryId),
    receipts: await listReceiptsOf(tx, ctx.chainId, deliveryId),
    doubt: await findDoubtOf(tx, ctx.chainId, deliveryId),
    chain: await findChain(tx, ctx.chainId),
  }))
  if (!delivery) notFound()

  const t = await getTranslations('history')
  const tCommon = await getTranslations('common')
  const formats = await getFormats()
  const { text, subject } = deliveryTextOf(delivery, env().PUBLIC_URL)(delivery.params)
  const name = `${delivery.firstName ?? ''} ${delivery.lastName ?? ''}`.trim()
  const at = delivery.submittedAt ?? delivery.plannedAt
  const facts: Fact[] = [
    {
      label: t('columns.patient'),
      value: delivery.patientId ? (
        <Link className="link" href={`/patients/${delivery.patientId}`}>
          {name || t('nobody')}
        </Link>
      ) : (
        t(`kind.${delivery.kind}`)
      ),
    },
    { label: t('columns.number'), value: <MaskedAddress address={delivery.address} /> },
    {
      label: t('columns.campaign'),
      value: delivery.campaignId ? (
        <Link className="link" href={`/campaigns/${delivery.campaignId}`}>
          {delivery.campaignName}
        </Link>
      ) : (
        t(`kind.${delivery.kind}`)
      ),
    },
    { label: t('columns.language'), value: formats.language(delivery.language) },
    {
      label: t('columns.status'),
      value: (
        <>
          <StatusBadge kind="delivery" status={delivery.status} />{' '}
          {TRIAL_PROVIDERS.includes(delivery.provider ?? '') && <Badge tone="warn">{t('delivery.trial')}</Badge>}
        </>
      ),
    },
    { label: t('columns.parts'), value: delivery.segments || '–' },
    { label: t('columns.price'), value: formats.money(delivery.priceMicro, 3) },
  ]

  return (
    <>
      <PageHead
        crumbs={[{ href: '/history', label: t('delivery.back') }]}
        title={t('delivery.title', { when: formats.time(at, 'dayAndTime') })}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_1fr_320px]">
        <Card title={t('delivery.facts')}>
          <FactsList facts={facts} />
        </Card>
        <Card title={t('delivery.timeline')}>
          <DeliveryTimeline delivery={delivery} receipts={receipts} doubt={doubt} />
        </Card>
        <Card title={t('delivery.text')} aside={text !== '' && <CopyButton text={text} />}>
          {subject && <p className="type-strong mb-2">{subject}</p>}
          <PhonePreview senderName={chain?.senderName ?? ''} time={formats.time(at, 'time')} lang={delivery.language}>
            {delivery.params === null ? <span className="text-ink-3">{tCommon('textGone')}</span> : text}
          </PhonePreview>
        </Card>
      </div>
    </>
  )
})
