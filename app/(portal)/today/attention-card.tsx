import {
  CircleQuestionMark,
  MessageSquareReply,
  PhoneOff,
  TriangleAlert,
  Unplug,
  UserCheck,
  Wallet,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { Card } from '#components/ui/card.tsx'
import { FLOWER_STEPS, FlowerState } from '#components/ui/flower-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { Attention, CampaignUnderWay } from '#db/queries/today.ts'
import { ATTENTION_COUNTED_UP_TO } from '#db/queries/today.ts'

type Item = {
  key: string
  tone: 'bad' | 'warn'
  icon: ReactNode
  title: string
  body: string
  action?: { href: string; label: string }
}

/** What waits for a person, worst for patients first, each with one thing to do; solved, it disappears. */
export function AttentionCard(props: {
  attention: Attention
  /** For those who may open the inbox; others have none. */
  unreadReplies: number
  /** Sends that wait for this person's word. */
  toApprove: number
  toReview: CampaignUnderWay[]
  mayResolve: boolean
  balance: { availableMicro: number; owedMicro: number; isLow: boolean } | null
  mayReplenish: boolean
}) {
  const t = useTranslations('today')
  const items = useItems(props)
  if (items.length === 0) {
    return (
      <Card title={t('attention')}>
        <p className="flex items-center gap-3">
          <FlowerState done={FLOWER_STEPS} size={26} />
          <span>
            <strong className="block">{t('nothing')}</strong>
            <span className="type-small text-ink-2">{t('nothingBody')}</span>
          </span>
        </p>
      </Card>
    )
  }
  return (
    <Card flush title={t('attention')} aside={t('open', { count: items.length })}>
      <ul>
        {items.map((item) => (
          <li
            key={item.key}
            className="flex flex-wrap items-center gap-x-3.5 gap-y-2 border-b border-line px-4 py-3 last:border-b-0 md:px-5"
          >
            <span
              className={`grid size-9 shrink-0 place-items-center rounded-m border [&>svg]:size-[18px] ${TONES[item.tone]}`}
            >
              {item.icon}
            </span>
            <div className="min-w-0 flex-1 basis-[200px]">
              <strong>{item.title}</strong>
              <p className="type-small text-ink-2">{item.body}</p>
            </div>
            {item.action && (
              <LinkButton href={item.action.href} size="s">
                {item.action.label}
              </LinkButton>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

const TONES = { bad: 'border-bad-line bg-bad-soft text-bad', warn: 'border-warn-line bg-warn-soft text-warn' }

function useItems({
  attention,
  unreadReplies,
  toApprove,
  toReview,
  mayResolve,
  balance,
  mayReplenish,
}: {
  attention: Attention
  unreadReplies: number
  toApprove: number
  toReview: CampaignUnderWay[]
  mayResolve: boolean
  balance: { availableMicro: number; owedMicro: number; isLow: boolean } | null
  mayReplenish: boolean
}): Item[] {
  const t = useTranslations('today')
  const tCampaigns = useTranslations('campaigns')
  const formats = useFormats()
  const replenish = mayReplenish ? { action: { href: '/balance/replenish', label: t('replenish') } } : {}
  const items: (Item | false)[] = [
    balance && balance.owedMicro > 0
      ? {
          key: 'owing',
          tone: 'bad',
          icon: <Wallet strokeWidth={1.6} aria-hidden="true" />,
          title: t('owingTitle', { sum: formats.money(balance.owedMicro) }),
          body: t('owingBody'),
          ...replenish,
        }
      : false,
    balance?.isLow && balance.owedMicro === 0
      ? {
          key: 'balance',
          tone: 'bad',
          icon: <Wallet strokeWidth={1.6} aria-hidden="true" />,
          title: t('lowTitle', { sum: formats.money(balance.availableMicro) }),
          body: t('lowBody'),
          ...replenish,
        }
      : false,
    ...attention.channelsDown.map((channel) => ({
      key: `down-${channel}`,
      tone: 'bad' as const,
      icon: <Unplug strokeWidth={1.6} aria-hidden="true" />,
      title: t(`channelDown.${channel}`),
      body: t('channelDownBody'),
    })),
    attention.stuckTexts > 0 && {
      key: 'stuck',
      tone: 'bad',
      icon: <TriangleAlert strokeWidth={1.6} aria-hidden="true" />,
      title: t('stuckTitle', { count: attention.stuckTexts }),
      body: t('stuckBody'),
      action: { href: `/campaigns/${attention.stuckCampaignId}`, label: t('unknownAction') },
    },
    toApprove > 0 && {
      key: 'approvals',
      tone: 'warn',
      icon: <UserCheck strokeWidth={1.6} aria-hidden="true" />,
      title: t('approvalsTitle', { count: toApprove }),
      body: t('approvalsBody'),
      action: { href: '/approvals', label: t('approvalsAction') },
    },
    ...toReview.map(({ id, name }) => ({
      key: id,
      tone: 'warn' as const,
      icon: <TriangleAlert strokeWidth={1.6} aria-hidden="true" />,
      title: t('reviewTitle', { name: name || tCampaigns('untitled') }),
      body: t('reviewBody'),
      action: { href: `/campaigns/${id}/preview`, label: t('unknownAction') },
    })),
    attention.unknownTexts > 0 && {
      key: 'unknown',
      tone: 'warn',
      icon: <CircleQuestionMark strokeWidth={1.6} aria-hidden="true" />,
      title: t(attention.unknownTexts < ATTENTION_COUNTED_UP_TO ? 'unknownTitle' : 'unknownMore', {
        count: attention.unknownTexts,
      }),
      body: t('unknownBody'),
      action: mayResolve
        ? { href: '/unknown', label: t('unknownDecide') }
        : { href: '/history?status=unknown', label: t('unknownAction') },
    },
    unreadReplies > 0 && {
      key: 'replies',
      tone: 'warn',
      icon: <MessageSquareReply strokeWidth={1.6} aria-hidden="true" />,
      title: t('repliesTitle', { count: unreadReplies }),
      body: t('repliesBody'),
      action: { href: '/inbox', label: t('repliesAction') },
    },
    attention.invalidNumbers > 0 && {
      key: 'numbers',
      tone: 'warn',
      icon: <PhoneOff strokeWidth={1.6} aria-hidden="true" />,
      title: t(attention.invalidNumbers < ATTENTION_COUNTED_UP_TO ? 'numbersTitle' : 'numbersMore', {
        count: attention.invalidNumbers,
      }),
      body: t('numbersBody'),
      action: { href: '/patients?phone=invalid', label: t('numbersAction') },
    },
  ]
  return items.filter((item) => item !== false)
}
