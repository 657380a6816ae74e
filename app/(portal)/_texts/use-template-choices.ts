import { useCallback, useEffect, useState } from 'react'

import type { TemplateChoices } from './template-choice.ts'

type State = { is: 'asking' | 'failed' } | ({ is: 'known' } & TemplateChoices)

/** The templates of a purpose, read once the page stands; `again` when one has come. */
export function useTemplateChoices(purpose: 'bulk' | 'private'): { state: State; again: () => Promise<void> } {
  const [state, setState] = useState<State>({ is: 'asking' })
  const again = useCallback(async () => {
    const choices = await read(purpose)
    setState(choices ? { is: 'known', ...choices } : { is: 'failed' })
  }, [purpose])
  useEffect(() => {
    void again()
  }, [again])
  return { state, again }
}

async function read(purpose: string): Promise<TemplateChoices | null> {
  try {
    const response = await fetch(`/templates/choices?purpose=${purpose}`)
    return response.ok ? await response.json() : null
  } catch {
    return null
  }
}
