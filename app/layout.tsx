import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import { NextIntlClientProvider } from 'next-intl'
import type { ReactNode } from 'react'

import { readLocale } from '#i18n/current-locale.ts'
import { NONCE_HEADER } from '#lib/web/proxy-headers.ts'
import { readTheme, THEME_COOKIE } from '#lib/web/theme.ts'
import './globals.css'
import { NonceMeta } from './nonce-meta.tsx'

export const metadata: Metadata = {
  title: { default: 'Meelespea', template: '%s · Meelespea' },
  robots: { index: false, follow: false },
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' }

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await readLocale()
  const nonce = (await headers()).get(NONCE_HEADER) ?? undefined
  const theme = readTheme((await cookies()).get(THEME_COOKIE)?.value)
  return (
    <html lang={locale} data-theme={theme === 'system' ? undefined : theme} suppressHydrationWarning>
      <head>
        <NonceMeta nonce={nonce} />
      </head>
      <body>
        {/* Strings are handed out by <ClientMessages>, where client parts stand. */}
        <NextIntlClientProvider messages={null}>{children}</NextIntlClientProvider>
      </body>
    </html>
  )
}
