import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { LinkButton } from '#components/ui/link-button.tsx'
import { Note } from '#components/ui/note.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { Account } from '#db/queries/billing.ts'

/** The one figure of the page: what is free; under it what it is made of, and how far it reaches. */
export function AccountCard({
  account,
  senderName,
  mayReplenish,
  children,
}: {
  account: Account
  senderName: string
  mayReplenish: boolean
  /** How far the money reaches. */
  children: ReactNode
}) {
  const t = useTranslations('balance')
  const formats = useFormats()
  const { availableMicro, heldMicro, owedMicro } = account
  return (
    <section aria-labelledby="free" className="min-w-0 rounded-l border border-line bg-surface">
      <div className="grid gap-4 px-4 pt-4 pb-5 md:px-5">
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div>
            <h2 id="free" className="type-small font-normal text-ink-2">
              {t('free')}
            </h2>
            <p className="text-[36px]/[44px] font-semibold tracking-[-0.02em] tabular-nums">
              {formats.money(availableMicro)}
            </p>
            <p className="type-small text-ink-2">
              {t('onAccount', {
                sum: formats.money(availableMicro + heldMicro - owedMicro),
                held: formats.money(heldMicro),
              })}
            </p>
          </div>
          {mayReplenish && (
            <LinkButton href="/balance/replenish" variant="primary" size="l" icon={<Plus aria-hidden="true" />}>
              {t('replenish')}
            </LinkButton>
          )}
        </div>
        {owedMicro > 0 && (
          <Note tone="bad" title={t('owedTitle', { sum: formats.money(owedMicro) })}>
            {t('owedBody')}
          </Note>
        )}
        {children}
      </div>
      <p className="rounded-b-l border-t border-line bg-sunken px-4 py-3 md:px-5">
        <span className="type-small text-ink-2">{t('senderName')}</span> <strong>{senderName}</strong>
      </p>
    </section>
  )
}
