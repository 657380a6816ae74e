import { TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { FlowerState } from '#components/ui/flower-state.tsx'
import { useFormats } from '#components/use-formats.ts'
import { useRefusalText } from '#components/use-refusal-text.ts'
import type { SaveState } from './use-autosave.ts'

/** In the head of a draft: what is on the screen is kept, or why it is not. */
export function SavedState({ state }: { state: SaveState }) {
  const text = useSavedText(state)
  const bad = state.is === 'failed' || state.is === 'refused' || state.is === 'conflict'
  return (
    <span className={`inline-flex items-center gap-2 type-small ${bad ? 'text-bad' : 'text-ink-2'}`}>
      {bad ? (
        <TriangleAlert className="size-4 shrink-0" strokeWidth={1.75} aria-hidden="true" />
      ) : (
        <FlowerState done={0} current size={20} />
      )}
      {text}
    </span>
  )
}

function useSavedText(state: SaveState): string {
  const t = useTranslations('campaigns.state')
  const formats = useFormats()
  const refusal = useRefusalText()
  switch (state.is) {
    case 'saved':
      return t('draftSaved', { time: formats.time(state.at, 'time') })
    case 'saving':
      return t('saving')
    case 'unsaved':
      return t('unsaved')
    case 'conflict':
      return t('conflict')
    case 'refused':
      return refusal(state.refused)
    case 'failed':
      return t('notSaved')
  }
}
