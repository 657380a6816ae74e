import { TriangleAlert, Wallet } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { useFormats } from '#components/use-formats.ts'

/** The money that is free, always in view; `low` adds the sign and the word. Leads to the page about it. */
export function BalancePill({ availableMicro, low }: { availableMicro: number; low: boolean }) {
  const t = useTranslations('shell')
  const formats = useFormats()
  const Icon = low ? TriangleAlert : Wallet
  return (
    <Link
      href="/balance"
      className="flex h-9 items-center gap-2 rounded-full border border-line bg-surface px-3 type-small whitespace-nowrap text-ink-2 no-underline hover:border-line-strong focus-visible:rounded-full pointer-coarse:h-11"
    >
      <Icon className={`size-4 ${low ? 'text-warn' : 'text-blue'}`} strokeWidth={1.6} aria-hidden="true" />
      <span className="sr-only">{t('balance')}</span>
      <strong className="text-ink">{formats.money(availableMicro)}</strong>
      {low && <span className="border-s border-line ps-2 text-warn max-md:sr-only">{t('lowBalance')}</span>}
    </Link>
  )
}
