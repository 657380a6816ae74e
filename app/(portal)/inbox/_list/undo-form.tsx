'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Note } from '#components/ui/note.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useRefusalText } from '#components/use-refusal-text.ts'
import { undoReplyAction } from '../actions.ts'

/** The word was understood wrongly, or meant otherwise: the appointment goes back to what it was. */
export function UndoForm({ replyId }: { replyId: string }) {
  const t = useTranslations('inbox.did')
  const refusalText = useRefusalText()
  const [state, action] = useActionState(undoReplyAction, null)
  return (
    <form action={action}>
      {state && !state.ok && (
        <Note tone="bad" role="alert">
          {refusalText(state)}
        </Note>
      )}
      <input type="hidden" name="replyId" value={replyId} />
      <SubmitButton size="s" variant="quiet" pendingLabel={t('undoing')}>
        {t('undo')}
      </SubmitButton>
    </form>
  )
}
