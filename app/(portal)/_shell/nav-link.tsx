'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { useNavPlace } from './nav-place.tsx'

/** An entry of the navigation; current on its page, on those below it, on `alsoOn`, and where a page says so (NavPlace). */
export function NavLink({
  href,
  alsoOn = [],
  title,
  children,
}: {
  href: string
  alsoOn?: readonly string[] | undefined
  title: string
  children: ReactNode
}) {
  const pathname = usePathname()
  const page = useNavPlace() ?? pathname
  const current = [href, ...alsoOn].some((path) => page === path || page.startsWith(`${path}/`))
  return (
    <Link href={href as Route} title={title} className="shell-link" aria-current={current ? 'page' : undefined}>
      {children}
    </Link>
  )
}
