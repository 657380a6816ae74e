import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { Logo } from '#components/ui/logo.tsx'
import { may } from '#lib/core/permissions.ts'
import { NAV_GROUPS } from './nav-entries.ts'
import { NavLink } from './nav-link.tsx'
import type { ShellStaff } from './shell.tsx'
import { UserMenu } from './user-menu.tsx'

export const NAV_ID = 'navigation'

/** Open beside the page, a rail where there is less room, and on phones a drawer: a popover, so that it opens without scripts too. */
export function Navigation({ staff }: { staff: ShellStaff }) {
  const t = useTranslations('shell')
  const groups = NAV_GROUPS.map((group) => group.filter(({ permission }) => may(staff.role, permission))).filter(
    (group) => group.length > 0,
  )
  return (
    <nav id={NAV_ID} popover="auto" aria-label={t('menu')} className="shell-nav">
      <Link
        href="/"
        className="mb-3 flex h-10 shrink-0 items-center gap-2.5 rounded-m px-[5px] text-[17px]/6 font-semibold tracking-[-0.02em] text-ink no-underline"
      >
        <Logo size={30} />
        <span className="shell-word">Meelespea</span>
      </Link>
      {groups.map((group, index) => (
        <ul
          key={group[0]?.key}
          className={`grid gap-0.5 ${index > 0 ? 'relative mt-[19px] before:absolute before:inset-x-2.5 before:-top-[10px] before:h-px before:bg-line' : ''}`}
        >
          {group.map(({ href, alsoOn, key, icon: Icon }) => (
            <li key={key}>
              <NavLink href={href} alsoOn={alsoOn} title={t(`nav.${key}`)}>
                <Icon size={20} strokeWidth={1.5} aria-hidden="true" />
                <span className="shell-word flex-1">{t(`nav.${key}`)}</span>
              </NavLink>
            </li>
          ))}
        </ul>
      ))}
      <UserMenu staff={staff} />
    </nav>
  )
}
