import { Menu, Moon, Sun } from 'lucide-react'
import Form from 'next/form'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { chooseThemeAction } from '#app/_locale/actions.ts'
import { CurrentPathField } from '#app/_locale/current-path.tsx'
import { LocaleSwitch } from '#app/_locale/locale-switch.tsx'
import { Button } from '#components/ui/button.tsx'
import { Logo } from '#components/ui/logo.tsx'
import { SearchField } from '#components/ui/search-field.tsx'
import { ClinicScope } from './clinic-scope.tsx'
import { NAV_ID } from './navigation.tsx'
import { SEARCH_ID } from './shell-keys.tsx'

type TopBarProps = {
  clinics: readonly { id: string; name: string }[]
  chosenClinicId: string | null
  balance: ReactNode
  mayFindPatients: boolean
}

/** Always in view: which clinic, search, money, language, theme. */
export function TopBar({ clinics, chosenClinicId, balance, mayFindPatients }: TopBarProps) {
  const t = useTranslations('shell')
  return (
    <header className="sticky top-0 z-20 flex h-(--bar) items-center gap-2.5 border-b border-line bg-canvas px-2.5 md:px-(--gutter)">
      <Button
        variant="quiet"
        iconOnly
        icon={<Menu aria-hidden="true" />}
        aria-label={t('openMenu')}
        popoverTarget={NAV_ID}
        className="md:hidden"
      />
      <span className="md:hidden">
        <Logo size={26} />
      </span>
      <ClinicScope clinics={clinics} chosenClinicId={chosenClinicId} />
      {mayFindPatients && (
        <Form action="/patients" role="search" className="relative min-w-[120px] flex-[0_1_260px] max-md:hidden">
          <SearchField id={SEARCH_ID} label={t('searchPatients')} />
          <span aria-hidden="true" className="needs-script pointer-events-none absolute end-2 top-[9px] max-lg:hidden">
            <kbd>/</kbd>
          </span>
        </Form>
      )}
      <span className="flex-1" />
      {balance}
      <div className="max-md:hidden">
        <LocaleSwitch />
      </div>
      <ThemeSwitch />
    </header>
  )
}

// Two buttons, of which the one that changes something shows: which that is only the browser knows while the system decides.
function ThemeSwitch() {
  const t = useTranslations('shell')
  return (
    <form action={chooseThemeAction} className="max-md:hidden">
      <CurrentPathField />
      <Button
        type="submit"
        name="theme"
        value="dark"
        variant="quiet"
        iconOnly
        icon={<Moon aria-hidden="true" />}
        aria-label={t('darkTheme')}
        title={t('darkTheme')}
        className="only-in-light"
      />
      <Button
        type="submit"
        name="theme"
        value="light"
        variant="quiet"
        iconOnly
        icon={<Sun aria-hidden="true" />}
        aria-label={t('lightTheme')}
        title={t('lightTheme')}
        className="only-in-dark"
      />
    </form>
  )
}
