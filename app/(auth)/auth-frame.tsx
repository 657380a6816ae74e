import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { LocaleSwitch } from '#app/_locale/locale-switch.tsx'
import { Logo } from '#components/ui/logo.tsx'
import { Meadow } from './meadow.tsx'

/** The frame of every page before somebody is signed in: a form, and the meadow beside it. */
export function AuthFrame({
  title,
  lead,
  foot,
  children,
}: {
  title: string
  lead: ReactNode
  foot?: ReactNode
  children: ReactNode
}) {
  const t = useTranslations('auth')
  return (
    <div className="grid min-h-dvh lg:grid-cols-2">
      <main className="flex flex-col border-line bg-surface p-4 lg:border-e lg:px-10 lg:py-6">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <span className="flex items-center gap-2.5 text-[17px]/6 font-semibold tracking-[-0.02em]">
            <Logo size={32} ground="surface" />
            Meelespea
          </span>
          <LocaleSwitch names="long" />
        </div>
        <div className="m-auto grid w-full max-w-[380px] gap-6 py-8">
          <div>
            <h1 className="type-display">{title}</h1>
            <p className="mt-1 text-ink-2">{lead}</p>
          </div>
          {children}
        </div>
        <p className="text-center type-meta text-ink-3">{foot ?? t('noAccount')}</p>
      </main>
      <Meadow />
    </div>
  )
}
