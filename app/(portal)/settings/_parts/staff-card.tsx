import { Grid3x3, ListChecks, Users } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import type { StaffRole } from '#lib/core/permissions.ts'
import { may } from '#lib/core/permissions.ts'

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
      <ul className="grid gap-x-6 gap-y-3 md:grid-cols-3">
        {ROOMS.filter(({ permission }) => may(role, permission)).map(({ key, href, icon: Icon }) => (
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
