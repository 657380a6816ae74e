'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { FocusEvent, MouseEvent, PointerEvent, ReactNode } from 'react'
import { useEffect, useId, useRef, useState } from 'react'

import type { AsText } from '#components/as-text.ts'
import { fromText } from '#components/as-text.ts'
import { MergedText } from '#components/merged-text.tsx'
import { Bubble } from '#components/ui/bubble.tsx'
import { FactsList } from '#components/ui/facts-list.tsx'

const OPEN_AFTER_MS = 300
const CLOSE_AFTER_MS = 150
const GAP_PX = 8

export type CardText = {
  /** To whom it is, for who does not see where it stands. */
  to: string
  language: string
  subject?: string | null
  text: string
  /** What was merged in. */
  values?: readonly string[]
  /** What else is known of it, in words. */
  facts?: readonly { label: string; value: string }[]
  /** Where the text leads to: its patient, its visit. */
  links?: readonly { href: string; name: string }[]
}

/**
 * The text of a row, shown beside it: on hover after a moment, on focus and on tap at once; stays while the pointer is in it; Esc
 * closes. What it says must also stand somewhere on a page of its own.
 *
 * One card serves all rows. In a row stands `<button type="button" className="link" data-text={key} aria-expanded="false">`.
 */
export function TextCards({
  texts,
  children,
}: {
  texts: AsText<Readonly<Record<string, CardText>>>
  children: ReactNode
}) {
  return <CardsOf cardOf={(key) => fromText(texts)[key]}>{children}</CardsOf>
}

/** As <TextCards>, for who can put a card together in the browser when it opens. */
export function CardsOf({ cardOf, children }: { cardOf: (key: string) => CardText | undefined; children: ReactNode }) {
  const id = useId()
  const card = useRef<HTMLDivElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [trigger, setTrigger] = useState<HTMLElement | null>(null)
  const t = useTranslations('common')
  const shown = trigger && cardOf(trigger.dataset.text ?? '')

  const after = (ms: number, next: HTMLElement | null) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setTrigger(next), ms)
  }
  const now = (event: FocusEvent | MouseEvent) => {
    const next = triggerOf(event)
    // The focus may go on into the card.
    if (next || card.current?.contains(event.target as Node)) clearTimeout(timer.current)
    if (next) setTrigger(next)
  }
  const hover = (event: PointerEvent) => {
    if (event.pointerType !== 'mouse') return
    const next = triggerOf(event)
    if (card.current?.contains(event.target as Node) || (next && next === trigger)) clearTimeout(timer.current)
    else after(next ? OPEN_AFTER_MS : CLOSE_AFTER_MS, next)
  }

  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => {
    if (!trigger || !card.current) return
    return showBeside(card.current, trigger, id, () => setTrigger(null))
  }, [trigger, id])

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a button sends a click for Enter by itself
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens for its buttons
    <div
      onPointerOver={hover}
      onPointerLeave={(event) => event.pointerType === 'mouse' && after(CLOSE_AFTER_MS, null)}
      onFocus={now}
      onBlur={() => !card.current?.matches(':hover') && after(CLOSE_AFTER_MS, null)}
      onClick={now}
    >
      {children}
      {shown && (
        <div
          ref={card}
          id={id}
          popover="manual"
          role="note"
          aria-label={t('textTo', { name: shown.to })}
          className="fixed inset-auto m-0 w-[min(360px,calc(100vw-24px))] rounded-l border border-line-strong bg-raised p-3 text-ink shadow-float"
        >
          <TextOf {...shown} />
        </div>
      )}
    </div>
  )
}

function TextOf({ language, subject, text, values = [], facts = [], links = [] }: CardText) {
  const t = useTranslations('common')
  return (
    <>
      <Bubble lang={language}>
        {subject && <strong className="mb-1 block">{subject}</strong>}
        {text === '' ? <span className="text-ink-3">{t('textGone')}</span> : <MergedText text={text} values={values} />}
      </Bubble>
      {facts.length > 0 && (
        <div className="mt-2.5">
          <FactsList facts={facts} dense />
        </div>
      )}
      {links.length > 0 && (
        <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1 type-small">
          {links.map((link) => (
            <Link key={link.href} href={link.href} className="link">
              {link.name}
            </Link>
          ))}
        </p>
      )}
    </>
  )
}

function triggerOf(event: { target: EventTarget }): HTMLElement | null {
  return (event.target as Element).closest<HTMLElement>('[data-text]')
}

/** Opens the card and keeps it at its row: focus scrolls the row into view, and the card goes along. @returns what closes it */
function showBeside(card: HTMLElement, trigger: HTMLElement, id: string, close: () => void): () => void {
  if (!card.matches(':popover-open')) card.showPopover()
  const follow = () => place(card, trigger.getBoundingClientRect())
  follow()
  trigger.setAttribute('aria-expanded', 'true')
  trigger.setAttribute('aria-describedby', id)
  const onKey = (event: KeyboardEvent) => event.key === 'Escape' && close()
  document.addEventListener('keydown', onKey)
  window.addEventListener('scroll', follow, { capture: true, passive: true })
  return () => {
    trigger.setAttribute('aria-expanded', 'false')
    trigger.removeAttribute('aria-describedby')
    document.removeEventListener('keydown', onKey)
    window.removeEventListener('scroll', follow, { capture: true })
  }
}

// Below the trigger, or above it where there is no room.
function place(card: HTMLElement, anchor: DOMRect) {
  const { width, height } = card.getBoundingClientRect()
  const below = anchor.bottom + GAP_PX
  const top = below + height > window.innerHeight ? Math.max(GAP_PX, anchor.top - height - GAP_PX) : below
  card.style.top = `${top}px`
  card.style.left = `${Math.max(GAP_PX, Math.min(anchor.left, window.innerWidth - width - GAP_PX))}px`
}
