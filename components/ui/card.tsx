import type { ReactNode } from 'react'

import { classNames } from '#components/class-names.ts'

type CardProps = {
  title?: ReactNode
  /** Beside the title: a figure in words, a link, a button. */
  aside?: ReactNode
  /** The bar below: totals, pages, the buttons of a form. */
  footer?: ReactNode
  /** The body without padding, for tables and lists. */
  flush?: boolean
  id?: string
  className?: string
  children: ReactNode
}

/** Paper with a hairline. Never a card in a card. */
export function Card({ title, aside, footer, flush, id, className, children }: CardProps) {
  return (
    <section id={id} className={classNames('min-w-0 rounded-l border border-line bg-surface', className)}>
      {(title || aside) && (
        <header className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-2.5 md:px-5">
          {title ? <h2 className="flex-auto">{title}</h2> : <span className="flex-auto" />}
          {aside && (
            <div className="flex flex-wrap items-center gap-2 type-small text-ink-3 max-md:has-[form]:w-full">
              {aside}
            </div>
          )}
        </header>
      )}
      {flush ? children : <div className="px-4 pt-3.5 pb-4 md:px-5 md:pt-4 md:pb-5">{children}</div>}
      {footer && (
        <footer className="flex flex-wrap items-center gap-2 border-t border-line px-4 py-3 md:px-5">{footer}</footer>
      )}
    </section>
  )
}
