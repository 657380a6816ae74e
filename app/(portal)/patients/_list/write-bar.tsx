'use client'

import { MessageSquare } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useActionState, useCallback, useEffect, useRef, useState } from 'react'

import { Button } from '#components/ui/button.tsx'
import { Note } from '#components/ui/note.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useRefusalText } from '#components/use-refusal-text.ts'
import { createPrivateAction } from '../../private/actions.ts'
import { WRITE_FORM } from './write-form.ts'

const TICKS = `input[type=checkbox][name=patientIds][form=${WRITE_FORM}]`

/** A private message to those who are ticked, on one page of the list or several, or to everybody whom its filter finds. */
export function WriteBar({ filter }: { filter: string | null }) {
  const t = useTranslations('patients.write')
  const refusalText = useRefusalText()
  const [state, action] = useActionState(createPrivateAction, null)
  const { count, elsewhere, clear } = useTicked()
  return (
    // React empties a form once it was answered: after a refusal the ticks are still meant.
    <form
      id={WRITE_FORM}
      action={action}
      onReset={(event) => event.preventDefault()}
      className="flex flex-1 flex-wrap items-center gap-2"
    >
      {state && !state.ok && (
        <Note tone="bad" role="alert">
          {refusalText(state)}
        </Note>
      )}
      {filter !== null && <input type="hidden" name="filter" value={filter} />}
      {elsewhere.map((id) => (
        <input key={id} type="hidden" name="patientIds" value={id} />
      ))}
      <SubmitButton
        size="s"
        variant="secondary"
        icon={<MessageSquare aria-hidden="true" />}
        pendingLabel={t('beginning')}
      >
        {count > 0 ? t('toTicked', { count }) : t('toTickedNone')}
      </SubmitButton>
      {filter !== null && (
        <SubmitButton size="s" variant="quiet" name="everyone" value="yes" pendingLabel={t('beginning')}>
          {t('toEveryone')}
        </SubmitButton>
      )}
      {elsewhere.length > 0 && (
        <>
          <span className="type-small text-ink-2">{t('elsewhere', { count: elsewhere.length })}</span>
          <Button size="s" variant="quiet" onClick={clear}>
            {t('clear')}
          </Button>
        </>
      )}
      <span role="status" className="sr-only">
        {t('ticked', { count })}
      </span>
    </form>
  )
}

type Ticked = { count: number; elsewhere: readonly string[] }

/**
 * Who is ticked: on this page of the list, and on those that were open before, whose boxes are not there any more. The list's first box
 * ticks its whole page.
 */
function useTicked(): Ticked & { clear: () => void } {
  const [ticked, setTicked] = useState<Ticked>({ count: 0, elsewhere: [] })
  const known = useRef(new Set<string>())
  const page = useSearchParams().toString()
  const look = useCallback(() => {
    const boxes = boxesHere()
    for (const { value, checked } of boxes) known.current[checked ? 'add' : 'delete'](value)
    const here = new Set(boxes.map(({ value }) => value))
    setTicked({ count: known.current.size, elsewhere: [...known.current].filter((id) => !here.has(id)) })
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page has other boxes
  useEffect(() => {
    for (const box of boxesHere()) box.checked ||= known.current.has(box.value)
    look()
    const change = ({ target }: Event) => {
      if (target instanceof HTMLInputElement && target.dataset.tickAll !== undefined)
        for (const box of boxesHere()) box.checked = target.checked
      look()
    }
    document.addEventListener('change', change)
    return () => document.removeEventListener('change', change)
  }, [page, look])
  const clear = () => {
    known.current.clear()
    for (const box of boxesHere()) box.checked = false
    look()
  }
  return { ...ticked, clear }
}

const boxesHere = () => [...document.querySelectorAll<HTMLInputElement>(TICKS)]
