import { Plus } from 'lucide-react'
import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { getFormats } from '#i18n/get-formats.ts'
import { DEFAULT_TIME_ZONE } from '#i18n/locales.ts'
import { may } from '#lib/core/permissions.ts'
import { currentBalance } from '#lib/web/current-balance.ts'
import { currentStaff } from '#lib/web/current-staff.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { portalPage } from '../../_pages/portal-page.tsx'
import { titled } from '../../_pages/titled.ts'
import { ChainMessagingHeading } from '../_shell/chain-messaging-heading.tsx'
import { AttentionCard } from './attention-card.tsx'
import { CallCard } from './call-card.tsx'
import { DAYS_SHOWN, lastDays } from './days.ts'
import { DeliveredCard } from './delivered-card.tsx'
import { ForecastCard } from './forecast-card.tsx'
import { loadToday } from './load-today.ts'
import { SendingCard } from './sending-card.tsx'

export const generateMetadata = titled('today.title')

export default portalPage(async function TodayPage() {
  const ctx = await requireStaff('delivery.read')
  const staff = await currentStaff()
  const zone = staff?.chain?.zone ?? DEFAULT_TIME_ZONE
  const days = lastDays(ctx.now, zone, DAYS_SHOWN)
  const { underWay, attention, unreadReplies, toApprove, sums, toCall, answers, ahead } = await loadToday(
    ctx,
    days[0] ?? '',
  )
  const t = await getTranslations('today')
  const tCampaigns = await getTranslations('campaigns')
  const formats = await getFormats()

  return (
    <>
      <ChainMessagingHeading current={null} />
      <PageHead
        title={t('title')}
        sub={`${formats.time(ctx.now, 'weekdayDate', zone)} · ${formats.time(ctx.now, 'time', zone)}`}
        actions={
          may(ctx.role, 'campaign.compose') && (
            <LinkButton href="/campaigns/new" variant="primary" icon={<Plus aria-hidden="true" />}>
              {tCampaigns('create')}
            </LinkButton>
          )
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1.72fr)_minmax(340px,1fr)]">
        <div className="grid gap-4">
          <AttentionCard
            attention={attention}
            mayResolve={may(ctx.role, 'delivery.resolve')}
            unreadReplies={unreadReplies}
            toApprove={toApprove}
            toReview={underWay.filter(({ status }) => status === 'review')}
            balance={await currentBalance()}
            mayReplenish={may(ctx.role, 'balance.replenish')}
          />
          <ClientMessages namespaces={['today']}>
            <CallCard
              toCall={toCall}
              answers={answers}
              mayDone={{ changes: may(ctx.role, 'appointment.write'), answers: may(ctx.role, 'reply.handle') }}
            />
          </ClientMessages>
          <ForecastCard {...ahead} />
          <DeliveredCard days={days} sums={sums} />
        </div>
        <SendingCard campaigns={underWay} zone={zone} />
      </div>
    </>
  )
})
