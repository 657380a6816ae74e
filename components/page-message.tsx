import type { ReactNode } from 'react'

import { Logo } from '#components/ui/logo.tsx'

/** A page that has only something to say: not found, forbidden, broken. */
export function PageMessage({
  title,
  action,
  code,
  children,
}: {
  title: string
  action?: ReactNode
  code?: string
  children: ReactNode
}) {
  return (
    <div className="grid min-h-[70dvh] content-center justify-items-center gap-3 px-6 py-16 text-center">
      <Logo size={72} />
      <h1>{title}</h1>
      <p className="max-w-[420px] text-pretty text-ink-2">{children}</p>
      {action && <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
      {code && <p className="type-meta text-ink-3">{code}</p>}
    </div>
  )
}
