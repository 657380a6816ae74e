'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'

import type { ApplicationForm } from '#lib/activation/inputs.ts'
import { keepDraftAction } from '../actions.ts'

const PAUSE_MS = 800

export type DraftState = 'untouched' | 'saving' | 'saved' | 'failed'

/** Keeps a form as it is typed: after a pause, when the page is left, and when somebody asks. One save at a time, the last one wins. */
export function useDraft(form: UseFormReturn<ApplicationForm>): { state: DraftState; saveNow: () => void } {
  const [state, setState] = useState<DraftState>('untouched')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const running = useRef(false)
  const again = useRef(false)

  const saveNow = useCallback(async () => {
    clearTimeout(timer.current)
    timer.current = undefined
    again.current = true
    if (running.current) return
    running.current = true
    setState('saving')
    let isSaved = false
    while (again.current) {
      again.current = false
      isSaved = await keepDraftAction(form.getValues()).then(
        ({ ok }) => ok,
        () => false,
      )
    }
    running.current = false
    setState(isSaved ? 'saved' : 'failed')
  }, [form])

  useEffect(() => {
    const unsubscribe = form.subscribe({
      formState: { values: true },
      callback: ({ type }) => {
        if (type !== 'change') return
        setState('saving') // what is on the screen is not kept yet
        clearTimeout(timer.current)
        timer.current = setTimeout(saveNow, PAUSE_MS)
      },
    })
    const leave = () => {
      if (document.visibilityState === 'hidden' && timer.current) void saveNow()
    }
    document.addEventListener('visibilitychange', leave)
    return () => {
      unsubscribe()
      document.removeEventListener('visibilitychange', leave)
      if (timer.current) void saveNow()
    }
  }, [form, saveNow])

  return { state, saveNow }
}
