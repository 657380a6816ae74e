import { Ellipsis, Keyboard, LogOut, Monitor, Moon, Sun, UserRoundCog } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { chooseThemeAction } from '#app/_locale/actions.ts'
import { CurrentPathField } from '#app/_locale/current-path.tsx'
import { LocaleSwitch } from '#app/_locale/locale-switch.tsx'
import { signOutAction } from '#app/(auth)/sign-in/actions.ts'
import type { ShellStaff } from './shell.tsx'
import { HELP_ID } from './shell-keys.tsx'

const MENU_ID = 'user-menu'
const THEMES = [
  ['light', 'lightTheme', Sun],
  ['dark', 'darkTheme', Moon],
  ['system', 'systemTheme', Monitor],
] as const
const ITEM = 'flex w-full min-h-9 items-center gap-2.5 rounded-[7px] px-2 py-1.5 hover:bg-hover pointer-coarse:min-h-11'

/** Who is signed in; opens upwards. A popover of forms: it works without scripts. */
export function UserMenu({ staff }: { staff: ShellStaff }) {
  const t = useTranslations('shell')
  const tStatuses = useTranslations('statuses')
  return (
    <div className="relative mt-auto pt-3">
      <button
        type="button"
        popoverTarget={MENU_ID}
        className="flex w-full items-center gap-2.5 rounded-m p-1 hover:bg-hover"
        title={t('account')}
      >
        <span
          aria-hidden="true"
          className="w-8 shrink-0 rounded-full border border-blue-line bg-blue-soft text-center text-[12px]/[30px] font-semibold text-blue-ink"
        >
          {initials(staff.name)}
        </span>
        <span className="shell-word min-w-0 flex-1">
          <strong className="block truncate text-[13px]/[18px]">{staff.name}</strong>
          <span className="block type-meta text-ink-3">{tStatuses(`roles.${staff.role}`)}</span>
        </span>
        <span className="shell-word">
          <Ellipsis className="size-4 text-ink-3" aria-hidden="true" />
        </span>
      </button>
      <div
        id={MENU_ID}
        popover="auto"
        className="fixed inset-auto bottom-[68px] left-3 m-0 w-[228px] rounded-l border border-line-strong bg-raised p-1 text-ink shadow-float"
      >
        <p className="border-b border-line px-2 pt-1.5 pb-2.5">
          <strong className="block">{staff.name}</strong>
          <span className="type-small text-ink-3">{tStatuses(`roles.${staff.role}`)}</span>
        </p>
        <div className="border-b border-line px-1 py-2 md:hidden">
          <LocaleSwitch names="long" />
        </div>
        <form action={chooseThemeAction} className="pt-1">
          <CurrentPathField />
          {THEMES.map(([theme, key, Icon]) => (
            <button key={theme} type="submit" name="theme" value={theme} className={ITEM}>
              <Icon size={18} strokeWidth={1.5} aria-hidden="true" />
              {t(key)}
            </button>
          ))}
        </form>
        <a href="/account" className={`${ITEM} no-underline text-ink`}>
          <UserRoundCog size={18} strokeWidth={1.5} aria-hidden="true" />
          {t('ownAccount')}
        </a>
        <button type="button" popoverTarget={HELP_ID} className={`${ITEM} max-md:hidden`}>
          <Keyboard size={18} strokeWidth={1.5} aria-hidden="true" />
          {t('keyboard')}
        </button>
        <form action={signOutAction}>
          <button type="submit" className={ITEM}>
            <LogOut size={18} strokeWidth={1.5} aria-hidden="true" />
            {t('signOut')}
          </button>
        </form>
      </div>
    </div>
  )
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.[0]?.toLocaleUpperCase() ?? '')
    .join('')
}
