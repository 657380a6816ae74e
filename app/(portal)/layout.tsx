import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'

import { ClientMessages } from '#i18n/client-messages.tsx'
import { may } from '#lib/core/permissions.ts'
import { readChosenClinic } from '#lib/web/chosen-clinic.ts'
import { currentStaff } from '#lib/web/current-staff.ts'
import { PATH_HEADER } from '#lib/web/proxy-headers.ts'
import { ChainBanner } from './_shell/chain-banner.tsx'
import { NAV_COOKIE } from './_shell/nav-cookie.ts'
import { Shell } from './_shell/shell.tsx'
import { ShellBalance } from './_shell/shell-balance.tsx'

// The frame shows who is signed in; what they may see is asked by each page (requireStaff), since a layout is not run again for them.
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const staff = await currentStaff()
  if (!staff) redirect(`/sign-in?next=${encodeURIComponent((await headers()).get(PATH_HEADER) ?? '/')}`)
  return (
    <ClientMessages namespaces={['shell']}>
      <Shell
        staff={staff}
        narrow={(await cookies()).get(NAV_COOKIE)?.value === 'rail'}
        chosenClinicId={await readChosenClinic()}
        balance={<ShellBalance />}
      >
        {staff.chain && <ChainBanner chain={staff.chain} mayApply={may(staff.role, 'activation.write')} />}
        {children}
      </Shell>
    </ClientMessages>
  )
}
