'use client'

import type { ReactNode } from 'react'
import { useId, useRef } from 'react'

import type { ButtonLook } from '#components/ui/button.tsx'
import { Button } from '#components/ui/button.tsx'

/**
 * Only for what cannot be undone. The title is the question, the body counts what happens, the safe button has the focus, and the
 * buttons say the verbs. `children` gets a function that closes it.
 */
export function Dialog({
  trigger,
  title,
  body,
  safeLabel,
  children,
  ...look
}: ButtonLook & {
  trigger: ReactNode
  title: string
  body: ReactNode
  /** What happens when nothing happens: "Keep sending". */
  safeLabel: string
  /** The form or button that does it. */
  children: ReactNode
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  return (
    <>
      <Button {...look} aria-haspopup="dialog" onClick={() => dialog.current?.showModal()}>
        {trigger}
      </Button>
      <dialog
        ref={dialog}
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-body`}
        className="m-auto w-full max-w-[440px] rounded-[12px] border border-line-strong bg-raised p-5 text-ink shadow-float backdrop:bg-[light-dark(rgb(36_33_29/0.4),rgb(0_0_0/0.6))] max-md:mb-0 max-md:max-w-none max-md:rounded-b-none"
      >
        <div className="grid gap-2.5">
          <h2 id={`${id}-title`}>{title}</h2>
          <div id={`${id}-body`} className="text-ink-2">
            {body}
          </div>
          <div className="mt-2 flex flex-wrap justify-end gap-2">
            <Button autoFocus onClick={() => dialog.current?.close()}>
              {safeLabel}
            </Button>
            {children}
          </div>
        </div>
      </dialog>
    </>
  )
}
