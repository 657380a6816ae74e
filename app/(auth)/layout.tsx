import type { ReactNode } from 'react'

import { ClientMessages } from '#i18n/client-messages.tsx'

export default function AuthLayout({ children }: { children: ReactNode }) {
  return <ClientMessages namespaces={['auth']}>{children}</ClientMessages>
}
