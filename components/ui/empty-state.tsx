import type { ReactNode } from 'react'

import { Logo } from '#components/ui/logo.tsx'

/** Nothing here yet: one sentence, one primary action. */
export function EmptyState({
  title,
  action,
  foot,
  children,
}: {
  title: ReactNode
  action?: ReactNode
  foot?: ReactNode
  children: ReactNode
}) {
  return (
    <div className="grid content-center justify-items-center gap-3 px-6 pt-14 pb-16 text-center">
      <Logo size={92} ground="surface" outline />
      <h2 className="type-title">{title}</h2>
      <p className="max-w-[420px] text-pretty text-ink-2">{children}</p>
      {action && <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
      {foot && <p className="type-small text-ink-3">{foot}</p>}
    </div>
  )
}
