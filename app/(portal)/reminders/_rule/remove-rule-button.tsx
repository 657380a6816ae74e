'use client'

import { useActionState } from 'react'

import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useRefusalText } from '#components/use-refusal-text.ts'
import { removeRuleAction } from '../actions.ts'

export function RemoveRuleButton({ ruleId, label }: { ruleId: string; label: string }) {
  const [state, action] = useActionState(removeRuleAction, null)
  const refusal = useRefusalText()
  return (
    <form action={action} className="contents">
      <input type="hidden" name="ruleId" value={ruleId} />
      <SubmitButton variant="danger-fill">{label}</SubmitButton>
      {state && !state.ok && (
        <p role="alert" className="basis-full type-small text-bad">
          {refusal(state)}
        </p>
      )}
    </form>
  )
}
