import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'

import { ToastProvider } from '#components/ui/toast.tsx'
import { ClientMessages } from '#i18n/client-messages.tsx'

// For those who build the portal; a running one has no such address.
export default function DevLayout({ children }: { children: ReactNode }) {
  if (process.env.NODE_ENV === 'production') notFound()
  return (
    <ClientMessages namespaces={['shell']}>
      <ToastProvider>{children}</ToastProvider>
    </ClientMessages>
  )
}
