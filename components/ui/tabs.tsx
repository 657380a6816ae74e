'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'

export type TabLink = { href: string; label: ReactNode; count?: string | undefined; current: boolean }

/** Views of one page, each with its own address. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly TabLink[] }) {
  return (
    <nav aria-label={label} className="overflow-x-auto border-b border-line [scrollbar-width:none]">
      <ul className="flex gap-1">
        {tabs.map((tab) => (
          // Where they do not fit, the row begins at the one that is open.
          <li key={tab.href} className={tab.current ? '[scroll-initial-target:nearest]' : undefined}>
            <Link
              href={tab.href}
              aria-current={tab.current ? 'page' : undefined}
              className="relative flex min-h-[46px] items-center gap-2 px-2.5 py-1.5 font-medium whitespace-nowrap text-ink-2 no-underline after:absolute after:inset-x-1.5 after:bottom-0 after:h-[3px] after:rounded-t-[3px] hover:text-ink focus-visible:-outline-offset-2 aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:after:bg-blue"
            >
              {tab.label}
              {tab.count !== undefined && <span className="type-small font-normal text-ink-3">{tab.count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Filters that are used all day, as pills with their counts. */
export function QuickFilters({ label, filters }: { label: string; filters: readonly TabLink[] }) {
  return (
    <nav aria-label={label}>
      <ul className="flex flex-wrap gap-1.5">
        {filters.map((filter) => (
          <li key={filter.href}>
            <Link
              href={filter.href}
              aria-current={filter.current ? 'true' : undefined}
              className="inline-flex min-h-(--h-s) items-center gap-1.5 rounded-full border border-line-strong px-2.5 py-[3px] type-small font-[450] text-ink-2 no-underline hover:border-control focus-visible:rounded-full aria-[current]:border-blue aria-[current]:bg-blue-soft aria-[current]:font-semibold aria-[current]:text-blue-ink"
            >
              {filter.label}
              {filter.count !== undefined && <b>{filter.count}</b>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
