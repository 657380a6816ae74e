import type { ReactNode } from 'react'

/** One kind of thing in its states, under its name. */
export function Sample({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-1.5 [&+&]:mt-3.5">
      <span className="type-meta text-ink-3">{name}</span>
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-2">{children}</div>
    </div>
  )
}
