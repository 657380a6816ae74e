import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

type PageHeadProps = {
  title: ReactNode
  sub?: ReactNode
  /** The way here; the page itself is not in it. */
  crumbs?: readonly { href: string; label: ReactNode }[]
  /** Beside the title: badges, a state. */
  beside?: ReactNode
  /** At the right: what can be done here, one primary at most. */
  actions?: ReactNode
  /** The navigation becomes a rail below 1600 px: for screens of three columns. */
  rail?: boolean
}

/** How every page of the portal begins. */
export function PageHead({ title, sub, crumbs, beside, actions, rail }: PageHeadProps) {
  const t = useTranslations('common')
  return (
    <div className="mb-5 flex flex-wrap items-start gap-x-6 gap-y-3" data-rail={rail ? '' : undefined}>
      <div className="min-w-0 flex-1 basis-[280px]">
        {crumbs && (
          <nav aria-label={t('breadcrumb')} className="mb-0.5">
            <ol className="flex flex-wrap items-center gap-1 type-small text-ink-3">
              {crumbs.map((crumb) => (
                <li key={crumb.href} className="flex items-center gap-1 [&:last-child>svg]:hidden">
                  <Link href={crumb.href} className="rounded-s py-1 text-ink-2 no-underline hover:underline">
                    {crumb.label}
                  </Link>
                  <ChevronRight className="size-3.5" strokeWidth={1.75} aria-hidden="true" />
                </li>
              ))}
            </ol>
          </nav>
        )}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <h1 className="wrap-anywhere">{title}</h1>
          {beside}
        </div>
        {sub && <p className="mt-0.5 text-ink-2">{sub}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2 pt-0.5">{actions}</div>}
    </div>
  )
}
