import { FileCheck2, Hourglass, ScrollText } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import { RoomLinks } from './room-links.tsx'

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
      <RoomLinks rooms={ROOMS.map(({ key, href, icon }) => ({ href, icon, name: t(key), hint: t(`${key}Hint`) }))} />
    </Card>
  )
}
