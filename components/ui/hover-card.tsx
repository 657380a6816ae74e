'use client'

import type { ReactNode } from 'react'
import { useEffect, useId, useRef, useState } from 'react'

const OPEN_AFTER_MS = 300
const CLOSE_AFTER_MS = 150
const GAP_PX = 8

/**
 * More about a row: opens on hover after a moment, on focus and on tap at once; stays while the pointer is in it; Esc closes.
 * What it says must also stand somewhere on a page of its own.
 */
export function HoverCard({ trigger, label, children }: { trigger: ReactNode; label: string; children: ReactNode }) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const card = useRef<HTMLDivElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [open, setOpen] = useState(false)

  const after = (ms: number, value: boolean) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setOpen(value), ms)
  }
  const now = (value: boolean) => {
    clearTimeout(timer.current)
    setOpen(value)
  }

  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => {
    if (!open || !card.current || !button.current) return
    const [shown, anchor] = [card.current, button.current]
    shown.showPopover()
    const follow = () => place(shown, anchor.getBoundingClientRect())
    follow()
    const close = (event: KeyboardEvent) => event.key === 'Escape' && setOpen(false)
    // Focus scrolls its row into view: the card goes along rather than away.
    document.addEventListener('keydown', close)
    window.addEventListener('scroll', follow, { capture: true, passive: true })
    return () => {
      document.removeEventListener('keydown', close)
      window.removeEventListener('scroll', follow, { capture: true })
    }
  }, [open])

  return (
    <>
      <button
        ref={button}
        type="button"
        className="link max-w-full rounded-s text-start"
        aria-expanded={open}
        aria-describedby={open ? id : undefined}
        onPointerEnter={(event) => event.pointerType === 'mouse' && after(OPEN_AFTER_MS, true)}
        onPointerLeave={(event) => event.pointerType === 'mouse' && after(CLOSE_AFTER_MS, false)}
        onFocus={() => now(true)}
        onBlur={() => after(CLOSE_AFTER_MS, false)}
        onClick={() => now(true)}
      >
        {trigger}
      </button>
      {open && (
        <div
          ref={card}
          id={id}
          popover="manual"
          role="note"
          aria-label={label}
          className="fixed inset-auto m-0 w-[min(360px,calc(100vw-24px))] rounded-l border border-line-strong bg-raised p-3 text-ink shadow-float"
          onPointerEnter={() => clearTimeout(timer.current)}
          onPointerLeave={() => after(CLOSE_AFTER_MS, false)}
        >
          {children}
        </div>
      )}
    </>
  )
}

// Below the trigger, or above it where there is no room.
function place(card: HTMLElement, anchor: DOMRect) {
  const { width, height } = card.getBoundingClientRect()
  const below = anchor.bottom + GAP_PX
  const top = below + height > window.innerHeight ? Math.max(GAP_PX, anchor.top - height - GAP_PX) : below
  card.style.top = `${top}px`
  card.style.left = `${Math.max(GAP_PX, Math.min(anchor.left, window.innerWidth - width - GAP_PX))}px`
}
