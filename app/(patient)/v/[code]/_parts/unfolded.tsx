import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'

import { classNames } from '#components/class-names.ts'
import { buttonClass } from '#components/ui/button.tsx'

/** A press that shows what it would mean before it can be pressed. It opens without scripts. */
export function Unfolded({
  summary,
  quiet = false,
  children,
}: {
  summary: string
  quiet?: boolean
  children: ReactNode
}) {
  return (
    <details className="group">
      <summary
        className={classNames(
          buttonClass({ variant: quiet ? 'quiet' : 'secondary', size: 'l', full: true }),
          'cursor-pointer list-none text-wrap! [&::-webkit-details-marker]:hidden',
        )}
      >
        {summary}
        <ChevronDown
          className="size-4 transition-transform group-open:rotate-180"
          strokeWidth={1.75}
          aria-hidden="true"
        />
      </summary>
      <div className="mt-2.5 mb-1.5 grid gap-3 rounded-m bg-sunken p-4">{children}</div>
    </details>
  )
}
