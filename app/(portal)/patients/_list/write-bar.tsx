'use client'

import { MessageSquare } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useActionState, useEffect, useState } from 'react'

import { Note } from '#components/ui/note.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useRefusalText } from '#components/use-refusal-text.ts'
import { createPrivateAction } from '../../private/actions.ts'
import { WRITE_FORM } from './write-form.ts'

const TICKS = `input[name=patientIds][form=${WRITE_FORM}]`

/** A private message to those who are ticked in the list above, or to everybody whom its filter finds. */
export function WriteBar({ filter }: { filter: string | null }) {
  const t = useTranslations('patients.write')
  const refusalText = useRefusalText()
  const [state, action] = useActionState(createPrivateAction, null)
  const ticked = useTicked()
  return (
    <form id={WRITE_FORM} action={action} className="flex flex-1 flex-wrap items-center gap-2">
      {state && !state.ok && (
        <Note tone="bad" role="alert">
          {refusalText(state)}
        </Note>
      )}
      {filter !== null && <input type="hidden" name="filter" value={filter} />}
      <SubmitButton
        size="s"
        variant="secondary"
        icon={<MessageSquare aria-hidden="true" />}
        pendingLabel={t('beginning')}
      >
        {ticked > 0 ? t('toTicked', { count: ticked }) : t('toTickedNone')}
      </SubmitButton>
      {filter !== null && (
        <SubmitButton size="s" variant="quiet" name="everyone" value="yes" pendingLabel={t('beginning')}>
          {t('toEveryone')}
        </SubmitButton>
      )}
      <span role="status" className="sr-only">
        {t('ticked', { count: ticked })}
      </span>
    </form>
  )
}

/** How many boxes of the list are ticked; its first box ticks them all. */
function useTicked(): number {
  const [ticked, setTicked] = useState(0)
  useEffect(() => {
    const count = (event?: Event) => {
      const boxes = [...document.querySelectorAll<HTMLInputElement>(TICKS)]
      const box = event?.target
      if (box instanceof HTMLInputElement && box.dataset.tickAll !== undefined)
        for (const one of boxes) one.checked = box.checked
      setTicked(boxes.filter(({ checked }) => checked).length)
    }
    count()
    document.addEventListener('change', count)
    return () => document.removeEventListener('change', count)
  }, [])
  return ticked
}
