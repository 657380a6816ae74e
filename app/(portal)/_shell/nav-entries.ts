import type { LucideIcon } from 'lucide-react'
import {
  Banknote,
  Bell,
  Building2,
  Cake,
  CalendarDays,
  ClipboardCheck,
  FileText,
  History,
  Inbox,
  ListChecks,
  Mail,
  Megaphone,
  MessageSquare,
  MessageSquareReply,
  RadioTower,
  Scale,
  ScrollText,
  SlidersHorizontal,
  Sun,
  Tags,
  Upload,
  UserCheck,
  Users,
  Wallet,
} from 'lucide-react'

import type { Messages } from '#i18n/messages.ts'
import type { Permission } from '#lib/core/permissions.ts'

export type NavEntry = {
  href: string
  /** Pages elsewhere that belong to it. */
  alsoOn?: readonly string[]
  key: keyof Messages['shell']['nav']
  icon: LucideIcon
  permission: Permission
}

// Groups as a working day has them: today, messaging, people, afterwards. What a role may not open is not there.
export const NAV_GROUPS: readonly (readonly NavEntry[])[] = [
  [{ href: '/today', key: 'today', icon: Sun, permission: 'campaign.read' }],
  [
    { href: '/campaigns', key: 'campaigns', icon: Megaphone, permission: 'campaign.read' },
    { href: '/reminders', alsoOn: ['/forecast'], key: 'reminders', icon: Bell, permission: 'automatic.read' },
    { href: '/greetings', alsoOn: ['/recall'], key: 'greetings', icon: Cake, permission: 'automatic.read' },
    { href: '/private', key: 'private', icon: MessageSquare, permission: 'campaign.read' },
    { href: '/approvals', key: 'approvals', icon: UserCheck, permission: 'campaign.compose' },
  ],
  [
    { href: '/patients', key: 'patients', icon: Users, permission: 'patient.read' },
    { href: '/appointments', key: 'appointments', icon: CalendarDays, permission: 'appointment.read' },
    { href: '/templates', key: 'templates', icon: FileText, permission: 'template.read' },
    { href: '/imports', key: 'imports', icon: Upload, permission: 'import.run' },
  ],
  [
    { href: '/inbox', key: 'inbox', icon: MessageSquareReply, permission: 'inbox.read' },
    { href: '/history', key: 'history', icon: History, permission: 'delivery.read' },
    { href: '/balance', key: 'balance', icon: Wallet, permission: 'balance.read' },
    { href: '/outbox', key: 'outbox', icon: Inbox, permission: 'outbox.read' },
    { href: '/settings', key: 'settings', icon: SlidersHorizontal, permission: 'settings.read' },
  ],
  [
    { href: '/applications', key: 'applications', icon: ClipboardCheck, permission: 'operator.read' },
    { href: '/chains', key: 'chains', icon: Building2, permission: 'operator.read' },
    { href: '/providers', key: 'providers', icon: RadioTower, permission: 'operator.read' },
    { href: '/payments', key: 'payments', icon: Banknote, permission: 'operator.read' },
    { href: '/tariffs', key: 'tariffs', icon: Tags, permission: 'operator.read' },
    { href: '/letters', key: 'letters', icon: Mail, permission: 'operator.read' },
    { href: '/ledger', key: 'ledger', icon: Scale, permission: 'operator.read' },
    { href: '/queues', key: 'queues', icon: ListChecks, permission: 'operator.read' },
    { href: '/service-log', key: 'serviceLog', icon: ScrollText, permission: 'operator.audit' },
  ],
]
