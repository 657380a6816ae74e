import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { ToastProvider } from '#components/ui/toast.tsx'
import type { StaffRole } from '#lib/core/permissions.ts'
import { may } from '#lib/core/permissions.ts'
import { Navigation } from './navigation.tsx'
import { ShellKeys } from './shell-keys.tsx'
import { TopBar } from './top-bar.tsx'

export type ShellStaff = { name: string; role: StaffRole; clinics: readonly { id: string; name: string }[] }

type ShellProps = {
  staff: ShellStaff
  /** Whether this person made the navigation narrow. */
  narrow: boolean
  chosenClinicId: string | null
  /** What stands in the top bar about money; absent for roles that do not see it. */
  balance: ReactNode
  children: ReactNode
}

/** The frame of every page of the portal: skip link, navigation, top bar, the page itself. */
export function Shell({ staff, narrow, chosenClinicId, balance, children }: ShellProps) {
  const t = useTranslations('common')
  return (
    <ToastProvider>
      <a
        href="#main"
        className="absolute start-2 -top-16 z-50 rounded-m bg-blue px-3 py-2 text-on-blue no-underline focus:top-2"
      >
        {t('skipToContent')}
      </a>
      <div id="shell" className="shell" data-nav={narrow ? 'rail' : undefined}>
        <Navigation staff={staff} />
        <div className="min-w-0">
          <TopBar
            clinics={staff.clinics}
            chosenClinicId={chosenClinicId}
            balance={balance}
            mayFindPatients={may(staff.role, 'patient.read')}
          />
          <main id="main" tabIndex={-1} className="shell-main">
            {children}
          </main>
        </div>
      </div>
      <ShellKeys />
    </ToastProvider>
  )
}
