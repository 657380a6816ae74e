'use client'

import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { useEffect, useId, useRef } from 'react'

import { LinkButton } from '#components/ui/link-button.tsx'

/**
 * A question that the address asks (`?ask=stop`), so that its figures are those of the moment it opens and it works without
 * scripts. The safe answer is a link back and has the focus; `children` is the form that does it.
 */
export function AskDialog({
  closeHref,
  title,
  body,
  safeLabel,
  children,
}: {
  closeHref: string
  title: string
  body: ReactNode
  safeLabel: string
  children: ReactNode
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const safe = useRef<HTMLAnchorElement>(null)
  const router = useRouter()
  const id = useId()

  useEffect(() => {
    dialog.current?.close()
    dialog.current?.showModal()
    safe.current?.focus()
  }, [])

  return (
    <dialog
      open
      ref={dialog}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-body`}
      onCancel={(event) => {
        event.preventDefault()
        router.replace(closeHref, { scroll: false })
      }}
      className="fixed inset-0 z-40 m-auto w-full max-w-[440px] rounded-[12px] border border-line-strong bg-raised p-5 text-ink shadow-float backdrop:bg-[light-dark(rgb(36_33_29/0.4),rgb(0_0_0/0.6))] max-md:mb-0 max-md:max-w-none max-md:rounded-b-none"
    >
      <div className="grid gap-2.5">
        <h2 id={`${id}-title`}>{title}</h2>
        <div id={`${id}-body`} className="text-ink-2">
          {body}
        </div>
        <div className="mt-2 flex flex-wrap justify-end gap-2">
          <LinkButton ref={safe} href={closeHref} replace scroll={false}>
            {safeLabel}
          </LinkButton>
          {children}
        </div>
      </div>
    </dialog>
  )
}
