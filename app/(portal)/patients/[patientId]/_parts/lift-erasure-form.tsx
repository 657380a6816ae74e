'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Note } from '#components/ui/note.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useRefusalText } from '#components/use-refusal-text.ts'
import { liftErasureAction } from '../actions.ts'

export function LiftErasureForm({ patientId }: { patientId: string }) {
  const t = useTranslations('privacy.data')
  const refusalText = useRefusalText()
  const [state, action] = useActionState(liftErasureAction, null)
  return (
    <form action={action} className="grid gap-2">
      {state && !state.ok && <Note tone="bad" role="alert" title={refusalText(state)} />}
      <input type="hidden" name="patientId" value={patientId} />
      <p className="type-small text-ink-2">{t('liftLead')}</p>
      <div>
        <SubmitButton size="s">{t('lift')}</SubmitButton>
      </div>
    </form>
  )
}
