import { useCallback, useEffect, useRef, useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'

import type { SaveCampaignInput } from '#lib/campaigns/inputs.ts'
import type { ActionResult, Refused } from '#lib/web/staff-action.ts'
import type { ComposeValues, DraftKey } from './compose-values.ts'
import { toSaveInput } from './compose-values.ts'

const PAUSE_MS = 1500

export type SaveState =
  | { is: 'saved'; at: Date }
  | { is: 'saving' | 'unsaved' | 'failed' }
  | { is: 'conflict' }
  | { is: 'refused'; refused: Refused }

type Save = (input: SaveCampaignInput) => Promise<ActionResult<{ version: number }>>

/**
 * Keeps the draft saved while one writes, one save at a time. `saveNow` waits for what is under way, saves what is newer and
 * tells whether everything on the screen is in the database.
 */
export function useAutosave(form: UseFormReturn<ComposeValues>, draft: DraftKey & { savedAt: string }, save: Save) {
  const [state, setState] = useState<SaveState>({ is: 'saved', at: new Date(draft.savedAt) })
  const version = useRef(draft.version)
  const saved = useRef(JSON.stringify(form.getValues()))
  const running = useRef<Promise<boolean> | null>(null)
  const stuck = useRef(false)

  const saveOnce = useCallback(async (): Promise<boolean> => {
    const values = form.getValues()
    const snapshot = JSON.stringify(values)
    if (snapshot === saved.current) return true
    setState({ is: 'saving' })
    const result = await save(toSaveInput(values, { campaignId: draft.campaignId, version: version.current })).catch(
      () => null,
    )
    if (result?.ok) {
      version.current = result.value.version
      saved.current = snapshot
      setState({ is: 'saved', at: new Date() })
      return true
    }
    stuck.current = result?.code === 'conflict'
    setState(stateAfter(result))
    return false
  }, [form, draft.campaignId, save])

  const saveNow = useCallback(async (): Promise<boolean> => {
    while (running.current) await running.current
    if (stuck.current) return false
    running.current = saveOnce()
    try {
      return await running.current
    } finally {
      running.current = null
    }
  }, [saveOnce])

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const subscription = form.watch(() => {
      clearTimeout(timer)
      if (stuck.current || JSON.stringify(form.getValues()) === saved.current) return
      setState((before) => (before.is === 'saving' ? before : { is: 'unsaved' }))
      timer = setTimeout(async () => {
        if (await form.trigger()) await saveNow()
      }, PAUSE_MS)
    })
    return () => {
      clearTimeout(timer)
      subscription.unsubscribe()
    }
  }, [form, saveNow])

  return { state, saveNow }
}

function stateAfter(result: Refused | null): SaveState {
  if (!result) return { is: 'failed' }
  return result.code === 'conflict' ? { is: 'conflict' } : { is: 'refused', refused: result }
}
