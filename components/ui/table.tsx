import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'

import { classNames } from '#components/class-names.ts'
import { SoftLinks } from '#components/ui/soft-links.tsx'

/**
 * A table that scrolls inside its card. Write plain <thead>, <tbody>, <tfoot> in it; `className="num"` aligns a cell right, `"hs"` hides
 * a column on phones, <th scope="row"> is the name of a row; a link of a row is a plain <a className="link">.
 */
export function Table({ label, children }: { label: string; children: ReactNode }) {
  return (
    // Focusable, since a region that scrolls must be reachable by keyboard; and what is only for screen readers scrolls along.
    <SoftLinks className="relative overflow-x-auto focus-visible:-outline-offset-2" aria-label={label} tabIndex={0}>
      <table className="table">{children}</table>
    </SoftLinks>
  )
}

/** A head that sorts: the arrow shows the order in force, `href` leads to the other one. */
export function SortHeader({
  href,
  order,
  className,
  children,
}: {
  href: string
  order: 'ascending' | 'descending' | null
  className?: string
  children: ReactNode
}) {
  return (
    <th scope="col" className={className} aria-sort={order ?? 'none'}>
      <Link
        href={href}
        className="inline-flex items-center gap-1 rounded-s py-1 text-inherit no-underline hover:text-ink"
      >
        {children}
        {order === 'ascending' && <ArrowUp className="size-3.5" aria-hidden="true" />}
        {order === 'descending' && <ArrowDown className="size-3.5" aria-hidden="true" />}
      </Link>
    </th>
  )
}

/** Nothing to list, said in the table itself. */
export function EmptyRow({ columns, children }: { columns: number; children: ReactNode }) {
  return (
    <tr data-empty="">
      <td colSpan={columns} className="py-8! text-center text-ink-2">
        {children}
      </td>
    </tr>
  )
}

/** Lines of the real geometry while rows are on their way. */
export function SkeletonRows({ rows, columns }: { rows: number; columns: number }) {
  return Array.from({ length: rows }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move
    <tr key={row} data-empty="">
      {Array.from({ length: columns }, (_, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the cells are alike and never move
        <td key={column} className={classNames(column > 1 && 'hs')}>
          <Skeleton width={column === 0 ? '60%' : '45%'} />
        </td>
      ))}
    </tr>
  ))
}

export function Skeleton({ width = '100%' }: { width?: string }) {
  return <span className="skeleton inline-block h-3 rounded-s bg-line align-middle" style={{ width }} />
}
