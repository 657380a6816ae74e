'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'

/** An entry of the navigation; current on its page and on those below it. */
export function NavLink({ href, title, children }: { href: string; title: string; children: ReactNode }) {
  const pathname = usePathname()
  const current = pathname === href || pathname.startsWith(`${href}/`)
  return (
    <Link href={href as Route} title={title} className="shell-link" aria-current={current ? 'page' : undefined}>
      {children}
    </Link>
  )
}
