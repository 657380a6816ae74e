import { Wallet } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { Money } from '#components/money.tsx'
import { Tabs } from '#components/ui/tabs.tsx'

export type MessagingHeadingProps = {
  companyName: string
  senderName: string
  /** Null for roles that do not see money. */
  balance: { availableMicro: number; heldMicro: number } | null
  /** Texts go nowhere: the sandbox transport, or a chain that is not activated yet. */
  sandbox: boolean
  /** Whether this person may apply for the service, which the chain does not have yet. */
  mayApply: boolean
  /** The kind of message that the page is about; null over pages about all of them. */
  current: MessageKind | null
}

export type MessageKind = (typeof KINDS)[number]['key']

const KINDS = [
  { href: '/campaigns', key: 'campaigns' },
  { href: '/reminders', key: 'reminders' },
  { href: '/greetings', key: 'greetings' },
  { href: '/private', key: 'private' },
] as const

/** Stands over every kind of message: whose name the texts carry, what money there is, and the kinds side by side. */
export function MessagingHeading({
  companyName,
  senderName,
  balance,
  sandbox,
  mayApply,
  current,
}: MessagingHeadingProps) {
  const t = useTranslations('shell')
  return (
    <div className="mb-5">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2 pb-2">
        <p className="min-w-0 flex-1 basis-[240px] text-ink-2">
          <span className="type-strong text-ink">{companyName}</span> · {t('senderName')}{' '}
          <span className="type-strong text-ink">{senderName}</span>
          {sandbox && (
            <span className="block type-small text-ink-3">
              {t('sandbox')}
              {mayApply && (
                <>
                  {' · '}
                  <Link href="/activation" className="link">
                    {t('apply')}
                  </Link>
                </>
              )}
            </span>
          )}
        </p>
        {balance && (
          <p className="flex items-center gap-2 rounded-m border border-line bg-surface px-3 py-2">
            <Wallet className="size-[18px] text-blue" strokeWidth={1.5} aria-hidden="true" />
            <span className="text-ink-2">{t('balance')}</span>
            <strong className="type-head">
              <Money micro={balance.availableMicro} />
            </strong>
            {balance.heldMicro > 0 && (
              <span className="type-small text-ink-3">
                {t('reserved')} <Money micro={balance.heldMicro} />
              </span>
            )}
            <Link href="/balance" className="link ps-1">
              {t('replenish')}
            </Link>
          </p>
        )}
      </div>
      <Tabs
        label={t('kinds')}
        tabs={KINDS.map(({ href, key }) => ({ href, label: t(`nav.${key}`), current: current === key }))}
      />
    </div>
  )
}
