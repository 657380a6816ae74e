import { useTranslations } from 'next-intl'
import type { RefObject } from 'react'
import { useEffect, useState } from 'react'

import { useFormats } from '#components/use-formats.ts'

/** Of what is allowed. A text that is somewhat too long is taken, to be shortened where it stands. */
const TIMES_TAKEN = 2

/**
 * Keeps out of a text what would make it many times longer than it may be, such as a whole file that was pasted: browsers take seconds
 * to lay out 300,000 letters, on every key. What stands there stays. Returns the sentence that says so, until something else is typed.
 */
export function useTooMuchAtOnce(
  textarea: RefObject<HTMLTextAreaElement | null>,
  text: string,
  max: number,
): string | undefined {
  const t = useTranslations('campaigns.compose')
  const formats = useFormats()
  const [refused, setRefused] = useState<number | null>(null)
  const [before, setBefore] = useState(text)
  // Not from an event of the textarea: drawn before React has heard of it, the letter just typed would be taken back.
  if (before !== text) {
    setBefore(text)
    setRefused(null)
  }
  useEffect(() => {
    const area = textarea.current
    if (!area) return
    const refuse = (event: InputEvent) => {
      const length = lengthWith(event, area)
      if (length === null || length <= max * TIMES_TAKEN) return
      event.preventDefault()
      setRefused(length)
    }
    area.addEventListener('beforeinput', refuse)
    return () => area.removeEventListener('beforeinput', refuse)
  }, [textarea, max])
  return refused === null ? undefined : t('notAdded', { used: formats.whole(refused), max: formats.whole(max) })
}

function lengthWith(
  { data, dataTransfer }: InputEvent,
  { value, selectionStart, selectionEnd }: HTMLTextAreaElement,
): number | null {
  const added = data ?? dataTransfer?.getData('text/plain') ?? ''
  return added === '' ? null : value.length - (selectionEnd - selectionStart) + added.length
}
