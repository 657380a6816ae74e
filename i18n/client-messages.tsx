import { NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'

import type { Namespace } from '#i18n/messages.ts'

// Every client part may meet a refusal, a field's mistake or a component of components/.
const ALWAYS: Namespace[] = ['common', 'errors', 'statuses', 'validation']

/** Hands the client parts inside it the strings they need, and no others. */
export async function ClientMessages({ namespaces = [], children }: { namespaces?: Namespace[]; children: ReactNode }) {
  const messages = await getMessages()
  const wanted = new Set<string>([...ALWAYS, ...namespaces])
  const picked = Object.fromEntries(Object.entries(messages).filter(([namespace]) => wanted.has(namespace)))
  return <NextIntlClientProvider messages={picked}>{children}</NextIntlClientProvider>
}
