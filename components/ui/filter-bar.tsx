'use client'

import Form from 'next/form'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useEffect, useRef } from 'react'

import { Button } from '#components/ui/button.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'

const TYPING_PAUSE_MS = 400

/**
 * Filters of a list as a GET form: what is chosen stands in the address. With scripts a change applies by itself; without them the
 * button does it. `clearHref` shows the way back to no filters, when any is set.
 */
export function FilterBar({
  action,
  clearHref,
  children,
}: {
  /** The path of the list. */
  action: string
  clearHref?: string | null | undefined
  children: ReactNode
}) {
  const t = useTranslations('common')
  const form = useRef<HTMLFormElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const drawn = useRef(children)

  const stop = () => {
    clearTimeout(timer.current)
    timer.current = undefined
  }
  const applyAfter = (ms: number) => {
    stop()
    timer.current = setTimeout(() => form.current?.requestSubmit(), ms)
  }
  // With the fields and not with the address, which may be there before them. What is still being typed is newer than both.
  useEffect(() => {
    if (drawn.current === children || timer.current) return
    drawn.current = children
    for (const input of searchesOf(form.current)) input.value = input.defaultValue
  }, [children])

  return (
    <Form
      ref={form}
      action={action}
      scroll={false}
      replace
      className="flex flex-wrap items-center gap-2 max-md:w-full max-md:[&>*]:min-w-[calc(50%-4px)] max-md:[&>*]:flex-auto"
      onChange={(event) =>
        applyAfter((event.target as HTMLElement).matches('input[type=search]') ? TYPING_PAUSE_MS : 0)
      }
      onSubmit={stop}
    >
      {children}
      <Button type="submit" size="s" className="without-script">
        {t('applyFilters')}
      </Button>
      {clearHref && (
        <LinkButton href={clearHref} variant="quiet" size="s">
          {t('clearFilters')}
        </LinkButton>
      )}
    </Form>
  )
}

// A browser keeps what was typed, whatever the page says later: filters that are cleared, or the page before.
const searchesOf = (form: HTMLFormElement | null) =>
  [...(form?.querySelectorAll<HTMLInputElement>('input[type=search]') ?? [])].filter(
    (input) => input !== document.activeElement,
  )
