import { FileCheck2, Hourglass, ScrollText } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'

const ROOMS = [
  { key: 'audit', href: '/settings/audit', icon: ScrollText },
  { key: 'consent', href: '/settings/consent', icon: FileCheck2 },
  { key: 'retention', href: '/settings/retention', icon: Hourglass },
] as const

/** The way to the chain's duties toward its patients, and to the trail of what was done. */
export function PrivacyCard() {
  const t = useTranslations('settings.privacy')
  return (
    <Card title={t('title')}>
      <p className="mb-3 text-ink-2">{t('lead')}</p>
      <ul className="grid gap-x-6 gap-y-3 md:grid-cols-3">
        {ROOMS.map(({ key, href, icon: Icon }) => (
          <li key={key} className="flex items-start gap-2.5">
            <Icon className="mt-0.5 size-[18px] shrink-0 text-ink-3" strokeWidth={1.6} aria-hidden="true" />
            <span>
              <a className="link type-strong" href={href}>
                {t(key)}
              </a>
              <span className="block type-small text-ink-2">{t(`${key}Hint`)}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
