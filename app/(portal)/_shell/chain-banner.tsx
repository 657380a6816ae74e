import { CirclePause, FlaskConical } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import type { ApplicationStatus } from '#lib/core/application-status.ts'

type Chain = { activated: boolean; applicationStatus: ApplicationStatus | null; pauseReason: string | null }

/** Over every page of a chain whose texts reach nobody: it is not activated yet, or the operator has paused it. */
export function ChainBanner({ chain, mayApply }: { chain: Chain; mayApply: boolean }) {
  const t = useTranslations('shell')
  const { activated, applicationStatus, pauseReason } = chain
  return (
    <>
      {pauseReason && (
        <Banner look="border-bad-line bg-bad-soft text-bad" icon={<CirclePause {...ICON} />} title={t('paused.title')}>
          {t('paused.body', { reason: pauseReason })}
        </Banner>
      )}
      {!activated && (
        <Banner
          look="border-warn-line bg-warn-soft text-warn"
          icon={<FlaskConical {...ICON} />}
          title={t('trial.title')}
        >
          {t('trial.body')}{' '}
          {mayApply && (
            <Link href="/activation" className="link whitespace-nowrap">
              {t(`trial.${applicationStatus ?? 'draft'}`)}
            </Link>
          )}
        </Banner>
      )}
    </>
  )
}

const ICON = { className: 'mt-px size-[18px] shrink-0', strokeWidth: 1.6, 'aria-hidden': true } as const

function Banner(props: { look: string; icon: ReactNode; title: string; children: ReactNode }) {
  const { look, icon, title, children } = props
  return (
    <aside aria-label={title} className={`mb-4 flex gap-2.5 rounded-m border px-3 py-2 type-small ${look}`}>
      {icon}
      <p className="min-w-0 wrap-anywhere text-ink">
        <strong>{title}.</strong> {children}
      </p>
    </aside>
  )
}
