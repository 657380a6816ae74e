import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { Button } from '#components/ui/button.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'

/** Keyset pages: only the one before and the one after are known. For the footer of a <Card>. */
export function Pagination({
  previousHref,
  nextHref,
  children,
}: {
  previousHref?: string | null | undefined
  nextHref?: string | null | undefined
  /** What is shown, in words. */
  children?: ReactNode
}) {
  const t = useTranslations('common')
  return (
    <nav aria-label={t('pages')} className="flex flex-1 flex-wrap items-center gap-2">
      <span className="flex-1 type-small text-ink-2">{children}</span>
      <PageLink href={previousHref} rel="prev">
        <ChevronLeft aria-hidden="true" />
        {t('previous')}
      </PageLink>
      <PageLink href={nextHref} rel="next">
        {t('next')}
        <ChevronRight aria-hidden="true" />
      </PageLink>
    </nav>
  )
}

function PageLink({
  href,
  rel,
  children,
}: {
  href: string | null | undefined
  rel: 'prev' | 'next'
  children: ReactNode
}) {
  if (!href) {
    return (
      <Button size="s" aria-disabled="true">
        {children}
      </Button>
    )
  }
  return (
    <LinkButton href={href} rel={rel} size="s">
      {children}
    </LinkButton>
  )
}
