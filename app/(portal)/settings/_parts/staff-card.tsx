import { Grid3x3, ListChecks, Users } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import type { StaffRole } from '#lib/core/permissions.ts'
import { may } from '#lib/core/permissions.ts'
import { RoomLinks } from './room-links.tsx'

const ROOMS = [
  { key: 'people', href: '/settings/staff', icon: Users, permission: 'staff.manage' },
  { key: 'rights', href: '/settings/rights', icon: Grid3x3, permission: 'settings.read' },
  { key: 'approvals', href: '/settings/approvals', icon: ListChecks, permission: 'settings.read' },
] as const

/** The way to who works here, what they may do, and when a second person is asked. */
export function StaffCard({ role }: { role: StaffRole }) {
  const t = useTranslations('settings.staff')
  return (
    <Card title={t('title')}>
      <RoomLinks
        rooms={ROOMS.filter(({ permission }) => may(role, permission)).map(({ key, href, icon }) => ({
          href,
          icon,
          name: t(key),
          hint: t(`${key}Hint`),
        }))}
      />
    </Card>
  )
}
